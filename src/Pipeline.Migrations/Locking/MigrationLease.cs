using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Errors;

namespace Pipeline.Migrations.Locking;

/// <summary>The lock, held. It is renewed every third of the lease; <see cref="Lost"/> is cancelled as soon as it may be somebody else's.</summary>
internal sealed class MigrationLease : IAsyncDisposable
{
    private static readonly TimeSpan s_longestRelease = TimeSpan.FromSeconds(5);
    private readonly IMongoCollection<BsonDocument> _collection;
    private readonly MigratorOptions _options;
    private readonly BsonDocument _mine;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _renewing;

    public MigrationLease(IMongoCollection<BsonDocument> collection, MigratorOptions options, string identity, long token, bool tookOver, long asked)
    {
        _collection = collection;
        _options = options;
        _mine = new BsonDocument { { "_id", MigrationLock.Id }, { "token", token }, { "holder.id", identity } };
        Token = token;
        TookOver = tookOver;
        _renewing = RenewAsync(asked);
    }

    /// <summary>The fencing token.</summary>
    public long Token { get; }

    /// <summary>The one who had it before didn't give it back.</summary>
    public bool TookOver { get; }

    /// <summary>Cancelled once the lock is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Touches the lock within a transaction: that commits only while the lock is held, since whoever takes it writes the same document.</summary>
    /// <exception cref="PipelineException">PIPE8022: it isn't.</exception>
    public async Task TouchAsync(IClientSessionHandle? session, CancellationToken cancellationToken)
    {
        var update = new BsonDocument("$inc", new BsonDocument("touched", 1));
        var result = session is null
            ? await _collection.UpdateOneAsync(_mine, update, cancellationToken: cancellationToken)
            : await _collection.UpdateOneAsync(session, _mine, update, cancellationToken: cancellationToken);
        if (result.MatchedCount == 0)
            throw LostError();
    }

    public static PipelineException LostError(Exception? inner = null) => new(
        MigrationErrors.LockLost,
        "The migration lock was lost: it couldn't be renewed in time, or another run took it. This run stopped at once; what was committed is in the journal. Plan again.",
        inner);

    /// <summary>Gives the lock back. A failure is no error: the lease ends by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        try
        {
            using var timeout = new CancellationTokenSource(s_longestRelease, _options.Time);
            await _collection.UpdateOneAsync(_mine, new BsonDocument("$set", new BsonDocument("holder", BsonNull.Value)), cancellationToken: timeout.Token);
        }
        catch (Exception exception) when (exception is MongoException or TimeoutException or OperationCanceledException)
        {
        }

        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync(long heldSince)
    {
        var renew = Builders<BsonDocument>.Update.Pipeline(PipelineDefinition<BsonDocument, BsonDocument>.Create(
            [new BsonDocument("$set", new BsonDocument("leaseUntil", MigrationLock.Lease(_options)))]));
        var pause = _options.Lease / 3;
        while (true)
        {
            try
            {
                await Task.Delay(pause, _options.Time, _stop.Token);
                var asked = _options.Time.GetTimestamp();
                // Longer than to the lease's end it makes no sense to wait for an answer.
                using var timeout = new CancellationTokenSource(Max(_options.Lease - _options.Time.GetElapsedTime(heldSince), TimeSpan.FromMilliseconds(1)), _options.Time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stop.Token);
                var result = await _collection.UpdateOneAsync(_mine, renew, cancellationToken: either.Token);
                if (result.MatchedCount == 0)
                {
                    await _lost.CancelAsync();
                    return;
                }

                heldSince = asked;
                pause = _options.Lease / 3;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is MongoException or TimeoutException or OperationCanceledException)
            {
                if (_options.Time.GetElapsedTime(heldSince) >= _options.Lease)
                {
                    await _lost.CancelAsync();
                    return;
                }

                pause = _options.Lease / 10;
            }
        }
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
