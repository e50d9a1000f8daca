using Pipeline.Releases.Planning;

namespace Pipeline.Releases.Promoting;

/// <summary>What to promote.</summary>
public sealed record PromotionRequest
{
    /// <summary>The release.</summary>
    public required int Number { get; init; }

    /// <summary>The hash that was approved.</summary>
    public required string PlanHash { get; init; }

    /// <summary>Makes the plan as it is now, policy included. Not asked where an interrupted promotion goes on.</summary>
    public required Func<CancellationToken, Task<ReleasePlan>> Plan { get; init; }

    /// <summary>The plan that was approved, where it is at hand, so that a refusal can say what moved.</summary>
    public ReleasePlan? Approved { get; init; }

    /// <summary>Who promotes.</summary>
    public required string StartedBy { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
