namespace Pipeline.Releases.Promoting.Crashing;

/// <summary>Promotions outside of tests pass by.</summary>
internal sealed class NoCrash : IPromotionCrashPoints
{
    public static NoCrash Instance { get; } = new();

    public void Passed(PromotionCrashPoint point)
    {
    }
}
