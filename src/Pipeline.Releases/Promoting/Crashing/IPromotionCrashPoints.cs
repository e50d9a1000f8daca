namespace Pipeline.Releases.Promoting.Crashing;

/// <summary>Told of each crash point as a promotion passes it.</summary>
internal interface IPromotionCrashPoints
{
    void Passed(PromotionCrashPoint point);
}
