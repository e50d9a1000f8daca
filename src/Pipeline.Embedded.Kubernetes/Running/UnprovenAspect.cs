namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>Something that a deployment to an embedded cluster doesn't show.</summary>
/// <param name="Name">What, in a few words.</param>
/// <param name="Why">What the embedded cluster does instead.</param>
/// <param name="ProvedBy">Where it shows.</param>
public sealed record UnprovenAspect(string Name, string Why, string ProvedBy);
