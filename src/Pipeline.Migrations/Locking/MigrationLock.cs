using System.Globalization;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Errors;

namespace Pipeline.Migrations.Locking;

/// <summary>
/// The lock of a database: one document with a lease by the server's clock and a fencing token that grows each time it is taken. Taking it
/// is one atomic update, which also tells who else holds it.
/// </summary>
internal sealed class MigrationLock(IMongoDatabase database, MigratorOptions options)
{
    public const string Id = "lock";
    private const int KeptTakeOvers = 50;
    private readonly IMongoCollection<BsonDocument> _collection = database
        .GetCollection<BsonDocument>(options.LockCollection, new MongoCollectionSettings { ReadConcern = ReadConcern.Majority, ReadPreference = ReadPreference.Primary, WriteConcern = WriteConcern.WMajority });

    /// <summary>Takes the lock, waiting for whoever holds it.</summary>
    /// <param name="waiting">Told who it waits for, when that begins or somebody else got it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PipelineException">PIPE8021: somebody else holds it, and waiting took too long.</exception>
    public async Task<MigrationLease> TakeAsync(Action<LockHolder> waiting, CancellationToken cancellationToken)
    {
        var identity = Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture);
        var began = options.Time.GetTimestamp();
        var poll = TimeSpan.FromMilliseconds(Math.Clamp(options.Lease.TotalMilliseconds / 10, 20, 500));
        long? waitedFor = null;
        while (true)
        {
            var asked = options.Time.GetTimestamp();
            var document = await TryTakeAsync(identity, cancellationToken);
            var token = document["token"].ToInt64();
            if (document["holder"]["id"].AsString == identity)
                return new MigrationLease(_collection, options, identity, token, DiedBefore(document, token), asked);

            var holder = Holder(document);
            if (options.Time.GetElapsedTime(began) >= options.LockTimeout)
                throw new PipelineException(MigrationErrors.LockHeld, $"{database.DatabaseNamespace.DatabaseName} is being migrated by {holder}. Wait for them; if that run is dead, its lease ends at {holder.LeaseUntil:u} and the next run goes on.");
            if (waitedFor != holder.Token)
                waiting(holder);
            waitedFor = holder.Token;
            await Task.Delay(poll, options.Time, cancellationToken);
        }
    }

    /// <summary>Who holds it at this moment, by the server's clock; null for nobody.</summary>
    public async Task<LockHolder?> ReadHolderAsync(CancellationToken cancellationToken)
    {
        var filter = BsonDocument.Parse("{ $expr: { $and: [{ $eq: [{ $type: '$holder' }, 'object'] }, { $gt: ['$leaseUntil', '$$NOW'] }] } }").Add("_id", Id);
        using var cursor = await _collection.FindAsync<BsonDocument>(filter, cancellationToken: cancellationToken);
        return await cursor.FirstOrDefaultAsync(cancellationToken) is { } document ? Holder(document) : null;
    }

    /// <summary>Runs that died and whose lock was taken over, oldest first.</summary>
    public async Task<IReadOnlyList<BsonDocument>> ReadTakeOversAsync(CancellationToken cancellationToken)
    {
        var document = await _collection.Find(new BsonDocument("_id", Id)).FirstOrDefaultAsync(cancellationToken);
        return document is not null && document.TryGetValue("takeOvers", out var takeOvers) ? [.. takeOvers.AsBsonArray.Select(x => x.AsBsonDocument)] : [];
    }

    private static LockHolder Holder(BsonDocument document)
    {
        var holder = document["holder"].AsBsonDocument;
        return new LockHolder(holder["by"].AsString, holder["host"].AsString, holder["pid"].ToInt32(), holder["since"].ToUniversalTime(), document["leaseUntil"].ToUniversalTime(), document["token"].ToInt64());
    }

    private static bool DiedBefore(BsonDocument document, long token) =>
        document["takeOvers"].AsBsonArray is { Count: > 0 } takeOvers && takeOvers[^1]["takenBy"].ToInt64() == token;

    private async Task<BsonDocument> TryTakeAsync(string identity, CancellationToken cancellationToken)
    {
        var update = Builders<BsonDocument>.Update.Pipeline(PipelineDefinition<BsonDocument, BsonDocument>.Create(TakeStages(identity)));
        var upsert = new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = true, ReturnDocument = ReturnDocument.After };
        while (true)
        {
            try
            {
                return await _collection.FindOneAndUpdateAsync(new BsonDocument("_id", Id), update, upsert, cancellationToken);
            }
            catch (MongoCommandException exception) when (exception.Code == 11000)
            {
                // Two runners inserted the document at once; it is there now.
            }
        }
    }

    private BsonDocument[] TakeStages(string identity)
    {
        var me = new BsonDocument
        {
            { "id", identity },
            { "by", new BsonDocument("$literal", options.StartedBy) },
            { "host", new BsonDocument("$literal", options.Host) },
            { "pid", Environment.ProcessId },
            { "since", "$$NOW" },
        };
        var isHeld = BsonDocument.Parse("{ $eq: [{ $type: '$holder' }, 'object'] }");
        var token = BsonDocument.Parse("{ $add: [{ $ifNull: ['$token', { $numberLong: '0' }] }, { $numberLong: '1' }] }");
        var takeOver = BsonDocument.Parse("{ token: '$token', by: '$holder.by', host: '$holder.host', pid: '$holder.pid', since: '$holder.since', leaseUntil: '$leaseUntil', at: '$$NOW' }").Add("takenBy", token);
        var takeOvers = BsonDocument.Parse("{ $ifNull: ['$takeOvers', []] }");
        return
        [
            new BsonDocument("$set", new BsonDocument("isFree", new BsonDocument("$or", new BsonArray { new BsonDocument("$not", new BsonArray { isHeld }), BsonDocument.Parse("{ $lte: ['$leaseUntil', '$$NOW'] }") }))),
            new BsonDocument("$set", new BsonDocument
            {
                { "token", If("$isFree", token, "$token") },
                { "holder", If("$isFree", me, "$holder") },
                { "leaseUntil", If("$isFree", Lease(options), "$leaseUntil") },
                { "takeOvers", If(new BsonDocument("$and", new BsonArray { "$isFree", isHeld }), new BsonDocument("$slice", new BsonArray { new BsonDocument("$concatArrays", new BsonArray { takeOvers, new BsonArray { takeOver } }), -KeptTakeOvers }), takeOvers) },
            }),
            new BsonDocument("$unset", "isFree"),
        ];
    }

    internal static BsonDocument Lease(MigratorOptions options) => new("$add", new BsonArray { "$$NOW", (long)options.Lease.TotalMilliseconds });

    private static BsonDocument If(BsonValue condition, BsonValue then, BsonValue otherwise) => new("$cond", new BsonArray { condition, then, otherwise });
}
