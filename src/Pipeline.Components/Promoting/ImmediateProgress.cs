using Pipeline.Releases.Promoting;

namespace Pipeline.Components.Promoting;

/// <summary>Tells each step where it happens: what <see cref="Progress{T}"/> tells may come after the step's end.</summary>
internal sealed class ImmediateProgress(Action<PromotionProgress> tell) : IProgress<PromotionProgress>
{
    public void Report(PromotionProgress value) => tell(value);
}
