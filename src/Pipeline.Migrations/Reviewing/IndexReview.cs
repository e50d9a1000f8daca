namespace Pipeline.Migrations.Reviewing;

/// <summary>The indexes of a database, and what is to be said of them.</summary>
/// <param name="Indexes">All indexes, by collection and name.</param>
/// <param name="Findings">Unused, redundant and missing ones.</param>
/// <param name="Queries">How each declared query is answered.</param>
public sealed record IndexReview(IReadOnlyList<IndexUsage> Indexes, IReadOnlyList<IndexFinding> Findings, IReadOnlyList<QueryShapeResult> Queries);
