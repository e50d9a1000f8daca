namespace Pipeline.Migrations.Restoring;

/// <summary>A point that a database can be brought back to.</summary>
/// <param name="Id">What to name when restoring; kept in the journal.</param>
/// <param name="TakenAt">The time that it restores to.</param>
/// <param name="Description">Where it is, in a few words.</param>
public sealed record RestorePoint(string Id, DateTimeOffset TakenAt, string Description);
