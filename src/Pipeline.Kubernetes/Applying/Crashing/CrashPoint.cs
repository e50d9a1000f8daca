namespace Pipeline.Kubernetes.Applying.Crashing;

/// <summary>The places in a deployment where a kill would leave the most interesting remains: one after each durable write. Tests kill at every one.</summary>
internal enum CrashPoint
{
    /// <summary>The namespace of the release records was made, before there can be a lock or a record.</summary>
    NamespaceMade,

    /// <summary>The Lease names this run.</summary>
    LockTaken,

    /// <summary>The release's record says that it is under way.</summary>
    RecordBegun,

    /// <summary>An object is applied.</summary>
    ObjectApplied,

    /// <summary>An object that is made anew is deleted.</summary>
    ObjectDeleted,

    /// <summary>An object is pruned.</summary>
    ObjectPruned,

    /// <summary>The release's record says that it is deployed.</summary>
    RecordDeployed,

    /// <summary>The record of another release says what became of it.</summary>
    RecordSettled,

    /// <summary>The release's record says that it failed.</summary>
    RecordFailed,

    /// <summary>A record past the limit is gone.</summary>
    RecordDropped,

    /// <summary>The Lease is free again.</summary>
    LockReleased,
}
