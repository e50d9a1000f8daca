namespace Pipeline.Secrets;

/// <summary>What must be current for a write to happen.</summary>
/// <param name="Version">The version; null for a secret that must not exist yet.</param>
public sealed record ExpectedVersion(string? Version)
{
    /// <summary>The secret must not exist yet.</summary>
    public static ExpectedVersion None { get; } = new((string?)null);
}
