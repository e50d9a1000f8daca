namespace Pipeline.Configuration.Drift;

/// <summary>A variable of a container, as a manifest sets it.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Origin">Where its value stands: <c>ConfigMap agentkit-server-abc</c>.</param>
/// <param name="Value">The value, where it stands in plain text; null where it comes from a Secret or from the cluster.</param>
internal sealed record PodVariable(string Name, string Origin, string? Value)
{
    /// <summary>Its value is a Secret's.</summary>
    public bool IsFromSecret { get; init; }

    /// <summary>It may be missing in the cluster.</summary>
    public bool IsOptional { get; init; }
}
