namespace Pipeline.Migrations.Restoring;

/// <summary>What a restore point is asked for.</summary>
/// <param name="Database">The database.</param>
/// <param name="Reason">Why, in a few words: which migrations are about to run.</param>
/// <param name="Versions">Their versions, in the order of the run.</param>
public sealed record RestorePointRequest(string Database, string Reason, IReadOnlyList<long> Versions);
