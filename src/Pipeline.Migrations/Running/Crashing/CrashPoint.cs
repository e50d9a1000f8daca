namespace Pipeline.Migrations.Running.Crashing;

/// <summary>The places in a run where a kill would leave the most interesting remains: one after each durable write. Tests kill at every one.</summary>
internal enum CrashPoint
{
    /// <summary>The lock's document names this run.</summary>
    LockTaken,

    /// <summary>The claims of a dead run are gone.</summary>
    FencesRemoved,

    /// <summary>The restore point is taken.</summary>
    RestorePointTaken,

    /// <summary>The journal's collection exists.</summary>
    JournalCreated,

    /// <summary>The journal's documents carry this run's token.</summary>
    Claimed,

    /// <summary>A step is marked as begun, and the one before it as ended.</summary>
    Begun,

    /// <summary>An operation on the schema is done.</summary>
    SchemaChanged,

    /// <summary>A batch has committed with its checkpoint.</summary>
    BatchCommitted,

    /// <summary>A transaction has committed with its mark.</summary>
    TransactionCommitted,

    /// <summary>Steps whose common transaction failed are marked as not begun.</summary>
    Unbegun,

    /// <summary>A custom migration's code came to its end.</summary>
    CustomDone,

    /// <summary>The last step is marked as ended.</summary>
    Ended,

    /// <summary>A failed step is marked as failed.</summary>
    Failed,

    /// <summary>What wasn't come to is no longer claimed.</summary>
    Released,

    /// <summary>A baseline, mark or repair is recorded.</summary>
    Recorded,
}
