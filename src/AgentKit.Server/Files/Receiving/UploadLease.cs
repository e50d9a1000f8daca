using AgentKit.Server.Files.Documents;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Files.Receiving;

/// <summary>While an upload is on its way, moves on the time from which it may be cleaned away.</summary>
internal sealed class UploadLease : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;

    private UploadLease(UploadDocuments uploads, ObjectId id, TimeSpan lease, TimeProvider time) => _renewing = RenewAsync(uploads, id, lease, time);

    public static UploadLease Keep(UploadDocuments uploads, ObjectId id, TimeSpan lease, TimeProvider time) => new(uploads, id, lease, time);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        _ended.Dispose();
    }

    private async Task RenewAsync(UploadDocuments uploads, ObjectId id, TimeSpan lease, TimeProvider time)
    {
        using var timer = new PeriodicTimer(lease / 4, time);
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(_ended.Token);
                await uploads.ExtendAsync(id, time.GetUtcNow() + lease, _ended.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error) when (error is MongoException or TimeoutException)
            {
                // Three more attempts before the lease ends; if it does, taking the upload fails and says so.
            }
        }
    }
}
