using Pipeline.Engine.Caching;

namespace Pipeline.Engine.Execution;

/// <summary>How to run a plan.</summary>
public sealed record ExecutionOptions
{
    /// <summary>How many targets may run at once. Default 1: in plan order, one after another.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>After a failure, go on with whatever doesn't need what failed. Default false: start nothing more.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>Run nothing; report what would run.</summary>
    public bool DryRun { get; init; }

    /// <summary>Answers targets that declare inputs and outputs; null where caching is off.</summary>
    public ITargetCache? Cache { get; init; }

    /// <summary>How long targets with <c>AssuredAfterFailure</c> may run after a cancellation before they are cancelled too, counted from when the first of them runs. Default 1 min.</summary>
    public TimeSpan AssuredGracePeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Called with the name in the target's own flow, after it was announced and before the cache is asked (the authoring layer's events). What it throws is the target's failure.</summary>
    public Action<string>? OnTargetRunning { get; init; }
}
