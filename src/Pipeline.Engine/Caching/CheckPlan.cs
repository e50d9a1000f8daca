namespace Pipeline.Engine.Caching;

/// <summary>What is to happen for a target, before anything does.</summary>
internal sealed class CheckPlan
{
    public required InputSnapshot Inputs { get; init; }

    /// <summary>The target's last run here.</summary>
    public required TargetRecord? Record { get; init; }

    public CacheState State { get; set; } = CacheState.Miss;

    public List<string> Reasons { get; } = [];

    /// <summary>What is under the declared outputs now.</summary>
    public OutputListing? Current { get; set; }

    /// <summary>What was done to the outputs since the last run with the same inputs.</summary>
    public IReadOnlyList<OutputDifference> Differences { get; set; } = [];

    /// <summary>The stored outputs for these inputs.</summary>
    public IReadOnlyList<OutputItem>? Stored { get; set; }

    public CacheDecision ToDecision() => new(State, Inputs.Key, Reasons);

    public CacheDecision ToMiss(string reason)
    {
        State = CacheState.Miss;
        Reasons.Add(reason);
        return ToDecision();
    }
}
