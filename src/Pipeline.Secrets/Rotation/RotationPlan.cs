namespace Pipeline.Secrets.Rotation;

/// <summary>What a rotation would do. It never holds a value, and may be shown.</summary>
public sealed record RotationPlan
{
    /// <summary>The secret.</summary>
    public required SecretName Name { get; init; }

    /// <summary>Its current version; null when it isn't there.</summary>
    public required string? CurrentVersion { get; init; }

    /// <summary>When the rotation that is to go on began; null for a new one.</summary>
    public required DateTimeOffset? Began { get; init; }

    /// <summary>Why it can't go on without a person; null when it can.</summary>
    public required string? Blocked { get; init; }

    /// <summary>What would be done, in order.</summary>
    public required IReadOnlyList<RotationProgress> Steps { get; init; }
}
