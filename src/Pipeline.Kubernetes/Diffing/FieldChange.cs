namespace Pipeline.Kubernetes.Diffing;

/// <summary>A field that differs. Lists whose elements have a merge key name them by it: <c>spec.template.spec.containers[name=server].image</c>.</summary>
/// <param name="Kind">Added, changed or removed.</param>
/// <param name="Path">The field.</param>
/// <param name="Before">The live value as JSON; null for an added field.</param>
/// <param name="After">The value to be, as JSON; null for a removed field. A Secret's values are <c>***</c>, and <c>*** (changed)</c> where they change.</param>
public sealed record FieldChange(FieldChangeKind Kind, string Path, string? Before, string? After);
