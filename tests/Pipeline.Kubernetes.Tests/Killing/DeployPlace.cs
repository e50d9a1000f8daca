namespace Pipeline.Kubernetes.Tests.Killing;

/// <summary>Where a scenario takes place: each time in a namespace of its own.</summary>
internal sealed record DeployPlace(string Namespace, string Group);
