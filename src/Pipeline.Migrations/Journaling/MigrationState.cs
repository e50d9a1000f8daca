namespace Pipeline.Migrations.Journaling;

/// <summary>Where a migration stands in a database. In the journal these are lower-case words with hyphens.</summary>
public enum MigrationState
{
    /// <summary>Not applied: known to a run that hasn't come to it.</summary>
    Planned,

    /// <summary>A run is in it, or was killed in it.</summary>
    Running,

    /// <summary>Applied.</summary>
    Applied,

    /// <summary>It threw on the way up.</summary>
    Failed,

    /// <summary>A run is taking it back, or was killed doing so.</summary>
    RollingBack,

    /// <summary>Taken back.</summary>
    RolledBack,

    /// <summary>It threw on the way down.</summary>
    RollbackFailed,

    /// <summary>Counts as applied: the database already had it when migrations were introduced.</summary>
    Baselined,

    /// <summary>Counts as applied: a person said so.</summary>
    Marked,
}
