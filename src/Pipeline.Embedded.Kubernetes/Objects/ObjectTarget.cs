using Pipeline.Embedded.Kubernetes.Discovery;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>The object that a request names. <paramref name="Subresource"/>: <c>status</c> or <c>scale</c>; none for the object itself.</summary>
internal sealed record ObjectTarget(ResourceType Type, string? NamespaceName, string Name, string? Subresource = null);
