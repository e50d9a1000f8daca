namespace Pipeline.Migrations.Running;

/// <summary>What happens in a run.</summary>
public enum ProgressKind
{
    /// <summary>Somebody else migrates; the run waits for the lock.</summary>
    Waiting,

    /// <summary>A restore point was taken.</summary>
    RestorePoint,

    /// <summary>A step begins.</summary>
    StepStarted,

    /// <summary>Part of a step is done: an operation, or a batch.</summary>
    StepAdvanced,

    /// <summary>A step is done.</summary>
    StepDone,

    /// <summary>A step failed.</summary>
    StepFailed,
}
