namespace Pipeline.Migrations.Reviewing;

/// <summary>Something to think about in the indexes of a database.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Index">The index; null for a missing one.</param>
/// <param name="Message">What was seen and what to do, as a sentence.</param>
public sealed record IndexFinding(IndexFindingKind Kind, string Collection, string? Index, string Message);
