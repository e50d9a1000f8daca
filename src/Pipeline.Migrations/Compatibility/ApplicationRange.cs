namespace Pipeline.Migrations.Compatibility;

/// <summary>Which application versions can run with a schema, as one migration declares it.</summary>
/// <param name="From">Lowest version, or null for any.</param>
/// <param name="Before">First version that can't, or null.</param>
/// <param name="NeededBy">First version that can't run without the migration, or null.</param>
public sealed record ApplicationRange(string? From = null, string? Before = null, string? NeededBy = null)
{
    /// <summary>Every version.</summary>
    public static ApplicationRange Any { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => (From, Before) switch
    {
        (null, null) => "any version",
        (_, null) => $"{From} and later",
        (null, _) => $"before {Before}",
        _ => $"{From} and later, before {Before}",
    };
}
