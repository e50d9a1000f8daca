namespace Pipeline.Migrations.Testing;

/// <summary>What came of one migration.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Name">Its name.</param>
/// <param name="WentDown">It was taken back and applied again; not so an irreversible one.</param>
/// <param name="Problems">What wasn't as it should be; empty where all was.</param>
public sealed record MigrationTrial(long Version, string Name, bool WentDown, IReadOnlyList<string> Problems);
