using Pipeline.Errors;

namespace Pipeline.Engine.Execution;

/// <summary>How a run ended.</summary>
public sealed record RunResult
{
    /// <summary>One result for each planned target, in plan order.</summary>
    public required IReadOnlyList<TargetResult> Targets { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether Ctrl+C or a cancelled token ended it.</summary>
    public bool WasCancelled { get; init; }

    /// <summary>The run's own failure (an observer, a requirement), if it was not a target's.</summary>
    public Exception? Error { get; init; }

    /// <summary>Warnings and errors that were written, with the target that wrote them (empty: the engine).</summary>
    public IReadOnlyList<KeyValuePair<string, OutputLine>> Problems { get; init; } = [];

    /// <summary>Whether everything that had to run did, and nothing failed.</summary>
    public bool Succeeded => !WasCancelled && Error is null && Targets.All(x => x.Status is not (TargetStatus.Failed or TargetStatus.Cancelled or TargetStatus.NotRun));

    /// <summary>0 done, 1 something failed, 2 nothing did but for how it was used (the wrong cluster, a plan of another environment), 130 interrupted.</summary>
    public int ExitCode => WasCancelled ? 130 : Succeeded ? 0 : IsBadUsage ? 2 : 1;

    private bool IsBadUsage => Error is null && Targets.Where(x => x.Status == TargetStatus.Failed).ToList() is { Count: > 0 } failed && failed.All(x => x.Error is PipelineException { ExitCode: 2 });
}
