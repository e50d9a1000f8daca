namespace Pipeline.Releases.Promoting;

/// <summary>The lock of a promotion.</summary>
public interface IPromotionHold : IAsyncDisposable
{
    /// <summary>Ends when the lock is lost: the promotion stops at once, and is finished by running it again.</summary>
    CancellationToken Lost { get; }
}
