namespace Pipeline.Releases.Promoting;

/// <summary>A step of a promotion, as it is done.</summary>
/// <param name="Stage">How far it is.</param>
/// <param name="Message">What happens, as a sentence.</param>
public sealed record PromotionProgress(PromotionStage Stage, string Message);
