using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary>Keeps all writes waiting between <c>fsync</c> with <c>lock: true</c> and the <c>fsyncUnlock</c> that belongs to it.</summary>
internal sealed class WriteLock(Store store) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _count;

    public bool IsLocked => Volatile.Read(ref _count) > 0;

    /// <returns>How many locks there are now.</returns>
    public async Task<int> LockAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_count == 0)
                await store.HoldWritersAsync(cancellationToken).ConfigureAwait(false);
            return ++_count;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <returns>How many locks there are left.</returns>
    public async Task<int> UnlockAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_count == 0)
                throw new CommandException(ServerError.IllegalOperation, "fsyncUnlock called when not locked");
            if (--_count == 0)
                store.ReleaseWriters();
            return _count;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>When the server stops: who waits may go on, and is told that it stops.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _count, 0) > 0)
            store.ReleaseWriters();
    }
}
