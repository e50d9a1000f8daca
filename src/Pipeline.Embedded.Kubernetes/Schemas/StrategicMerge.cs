namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>How a strategic merge patch treats a field (<c>patchStrategy</c>, <c>patchMergeKey</c>).</summary>
/// <param name="Merges">Lists are merged rather than replaced (<c>merge</c>).</param>
/// <param name="Key">The field that tells items apart; null for a list of scalars.</param>
/// <param name="RetainsKeys">Fields that the patch doesn't name are cleared (<c>retainKeys</c>).</param>
internal sealed record StrategicMerge(bool Merges, string? Key = null, bool RetainsKeys = false)
{
    /// <summary>Lists are replaced.</summary>
    public static StrategicMerge Replace { get; } = new(false);
}
