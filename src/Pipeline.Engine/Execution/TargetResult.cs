using Pipeline.Engine.Caching;

namespace Pipeline.Engine.Execution;

/// <summary>How one target ended.</summary>
public sealed record TargetResult
{
    /// <summary>The target's name.</summary>
    public required string Name { get; init; }

    /// <summary>How it ended.</summary>
    public required TargetStatus Status { get; init; }

    /// <summary>When it began, from the start of the run.</summary>
    public TimeSpan StartedAfter { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why it was skipped, answered from the cache, or never run.</summary>
    public string? Reason { get; init; }

    /// <summary>What it threw.</summary>
    public Exception? Error { get; init; }

    /// <summary>What the cache said, where it was asked.</summary>
    public CacheDecision? Cache { get; init; }

    /// <summary>Figures that the target reported for the summary table, e.g. <c>Tests</c> → <c>412</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Summary { get; init; } = [];
}
