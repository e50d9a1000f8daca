using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Promoting;

/// <summary>How a promotion ended.</summary>
public sealed record PromotionOutcome
{
    /// <summary>As its note says now.</summary>
    public required PromotionState State { get; init; }

    /// <summary>Whether this run finished one that was interrupted.</summary>
    public bool IsResumed { get; init; }

    /// <summary>Whether it had ended before this run, which then did nothing.</summary>
    public bool WasEnded { get; init; }

    /// <summary>What this run found out.</summary>
    public IReadOnlyList<EvidenceRecord> Evidence { get; init; } = [];

    /// <summary>The release is in its place.</summary>
    public bool IsSuccess => State.Stage == PromotionStage.Promoted;
}
