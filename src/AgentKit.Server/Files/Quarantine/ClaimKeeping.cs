using MongoDB.Driver;

namespace AgentKit.Server.Files.Quarantine;

/// <summary>While a file is worked on, renews its claim: a large one may take longer than a claim lasts. Ends the work when the claim is lost.</summary>
internal sealed class ClaimKeeping : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _held;
    private readonly Task _keeping;

    private ClaimKeeping(Func<CancellationToken, Task<bool>> renew, TimeSpan every, TimeProvider time, CancellationToken cancellationToken)
    {
        _held = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _keeping = KeepAsync(renew, every, time);
    }

    /// <summary>Cancelled when the claim is lost, and when the caller's own token is.</summary>
    public CancellationToken Held => _held.Token;

    public bool IsLost { get; private set; }

    /// <param name="renew">Renews the claim; false when it is another's by now.</param>
    /// <param name="every">How often: several times before a claim ends, so that one failure doesn't lose it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static ClaimKeeping Start(Func<CancellationToken, Task<bool>> renew, TimeSpan every, TimeProvider time, CancellationToken cancellationToken) => new(renew, every, time, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _keeping;
        _ended.Dispose();
        _held.Dispose();
    }

    private async Task KeepAsync(Func<CancellationToken, Task<bool>> renew, TimeSpan every, TimeProvider time)
    {
        using var timer = new PeriodicTimer(every, time);
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(_ended.Token);
                if (await renew(_ended.Token))
                    continue;
                IsLost = true;
                await _held.CancelAsync();
                return;
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is MongoException or TimeoutException or OperationCanceledException)
            {
                // The next attempt comes before the claim ends. If none succeeds another takes the file over, and what is written here finds that out.
            }
        }
    }
}
