namespace Pipeline.Migrations.Verifying;

/// <summary>What came of holding the database against the applied migrations.</summary>
/// <param name="Collections">The collections that were looked at.</param>
/// <param name="Differences">What differs; empty where all is as declared.</param>
public sealed record Verification(IReadOnlyList<string> Collections, IReadOnlyList<SchemaDifference> Differences)
{
    /// <summary>All is as declared.</summary>
    public bool IsSound => Differences.Count == 0;
}
