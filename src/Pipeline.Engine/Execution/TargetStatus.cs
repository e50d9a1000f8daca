namespace Pipeline.Engine.Execution;

/// <summary>How a target ended.</summary>
public enum TargetStatus
{
    /// <summary>It ran.</summary>
    Succeeded,

    /// <summary>Same inputs as before: its outputs were in place, or were restored.</summary>
    Cached,

    /// <summary>A condition or <c>--skip</c> kept it from running; <see cref="TargetResult.Reason"/> says which.</summary>
    Skipped,

    /// <summary>It threw; <see cref="TargetResult.Error"/> says what.</summary>
    Failed,

    /// <summary>It was running when the run was cancelled.</summary>
    Cancelled,

    /// <summary>Its turn never came: something failed or was cancelled before.</summary>
    NotRun,

    /// <summary><c>--dry-run</c>: it would have run.</summary>
    WouldRun,
}
