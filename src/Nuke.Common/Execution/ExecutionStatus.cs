namespace Nuke.Common.Execution;

/// <summary>Where a target stands.</summary>
public enum ExecutionStatus
{
    /// <summary>Its turn has not come yet.</summary>
    Scheduled,

    /// <summary>Its turn will not come.</summary>
    NotRun,

    /// <summary>It does not run, for a reason.</summary>
    Skipped,

    /// <summary>It is running.</summary>
    Running,

    /// <summary>It ran, or was answered from the cache.</summary>
    Succeeded,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Aborted,

    /// <summary>It has nothing to do itself; it stands for its dependencies.</summary>
    Collective,
}
