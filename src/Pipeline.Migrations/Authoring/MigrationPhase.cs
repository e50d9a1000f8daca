namespace Pipeline.Migrations.Authoring;

/// <summary>When a migration runs, seen from the release that brings it (expand and contract, also called parallel change).</summary>
public enum MigrationPhase
{
    /// <summary>Before the new version starts. The old version still runs, so it only adds.</summary>
    Expand,

    /// <summary>Once the old version is gone and nobody goes back to it. It takes away what only the old version needed.</summary>
    Contract,
}
