namespace Pipeline.Kubernetes.Locking;

/// <summary>A Lease that is held for as long as this lives: nobody else does the same for the application meanwhile. A killed holder's ends by itself.</summary>
public sealed class DeployHold : IAsyncDisposable
{
    private readonly DeployLock _lock;

    internal DeployHold(DeployLock held) => _lock = held;

    /// <summary>Ends when the lease is lost: whatever is done under it must stop at once.</summary>
    public CancellationToken Lost => _lock.Lost;

    /// <summary>Who took it; null while it is held.</summary>
    public string? LostTo => _lock.LostTo;

    /// <summary>Gives it back.</summary>
    public ValueTask DisposeAsync() => _lock.DisposeAsync();
}
