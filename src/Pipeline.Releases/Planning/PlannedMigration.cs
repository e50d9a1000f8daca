namespace Pipeline.Releases.Planning;

/// <summary>A migration that would run.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Name">Its name.</param>
/// <param name="Phase">Expand or contract, in lower case.</param>
/// <param name="Checksum">Of its source.</param>
public sealed record PlannedMigration(long Version, string Name, string Phase, string Checksum);
