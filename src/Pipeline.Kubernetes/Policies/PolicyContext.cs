using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Policies;

/// <summary>What policies look at, and what the request adds.</summary>
internal sealed record PolicyContext(ManifestSet Set, IReadOnlyList<string> AllowedRegistries);
