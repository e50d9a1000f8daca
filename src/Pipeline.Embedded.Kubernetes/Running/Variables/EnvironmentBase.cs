namespace Pipeline.Embedded.Kubernetes.Running.Variables;

/// <summary>What a container's environment begins with.</summary>
/// <param name="Image">The image's variables.</param>
/// <param name="Services">Where Services are (<c>NAME_SERVICE_HOST</c>, …).</param>
/// <param name="PodIP">The pod's address.</param>
internal sealed record EnvironmentBase(IReadOnlyDictionary<string, string> Image, IReadOnlyDictionary<string, string> Services, string PodIP);
