using Pipeline.Releases.Promoting;

namespace Pipeline.Releases.Planning;

/// <summary>A promotion of the same release that has ended. It makes a new plan another one, to be approved anew: what was approved for one attempt isn't for the next.</summary>
/// <param name="PlanHash">By which plan.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Outcome">How it ended, as a sentence.</param>
public sealed record EarlierAttempt(string PlanHash, DateTimeOffset StartedAt, string Outcome)
{
    /// <summary>What a promotion's note says of a release; null where it is about another one, or one that hasn't ended.</summary>
    public static EarlierAttempt? Of(PromotionState? noted, int number) => noted is { HasEnded: true } && noted.Number == number
        ? new EarlierAttempt(noted.PlanHash, noted.StartedAt, noted.Stage == PromotionStage.Promoted ? "It was promoted." : $"It was taken back: {noted.Failure ?? "nobody said why."}")
        : null;
}
