using Pipeline.Kubernetes.Rendering.Transforming;

namespace Pipeline.Kubernetes.Rendering.Referring;

/// <summary>A field that names an object of a kind.</summary>
/// <param name="Kind">The kind that is referred to.</param>
/// <param name="Group">Its group; null for any.</param>
/// <param name="Version">Its version; null for any.</param>
/// <param name="Field">Where the reference stands.</param>
internal sealed record NameReference(string Kind, string? Group, string? Version, FieldSpec Field);
