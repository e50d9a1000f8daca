using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Errors;

namespace Pipeline.Migrations.Journaling;

/// <summary>
/// The journal's collection. A run claims the documents that it is going to write by setting their <c>fence</c> to its token, and every
/// write of it names that token. Whoever takes the lock over removes older fences first, so a run that lost the lock without noticing
/// finds nothing to write to.
/// </summary>
internal sealed class JournalStore(IMongoDatabase database, MigratorOptions options)
{
    private const int NamespaceExists = 48;

    /// <summary>A long journal comes in one answer.</summary>
    private const int BatchSize = 10_000;
    private readonly IMongoCollection<BsonDocument> _collection = database
        .GetCollection<BsonDocument>(options.JournalCollection, new MongoCollectionSettings { ReadConcern = ReadConcern.Majority, ReadPreference = ReadPreference.Primary, WriteConcern = WriteConcern.WMajority });

    public async Task<MigrationJournal> ReadAsync(bool withHistory, CancellationToken cancellationToken)
    {
        using var cursor = await _collection.FindAsync(new BsonDocument(), new FindOptions<BsonDocument> { BatchSize = BatchSize, Projection = withHistory ? null : new BsonDocument("history", 0) }, cancellationToken);
        var documents = await cursor.ToListAsync(cancellationToken);
        return MigrationJournal.Of(documents.Select(JournalDocument.Read));
    }

    /// <summary>Creates the collection, which a transaction may not be able to.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.CreateCollectionAsync(options.JournalCollection, cancellationToken: cancellationToken);
        }
        catch (MongoCommandException exception) when (exception.Code == NamespaceExists)
        {
        }
    }

    /// <summary>Takes the claims of runs that died away.</summary>
    public async Task RemoveFencesBeforeAsync(long token, CancellationToken cancellationToken)
    {
        var older = new BsonDocument("fence", new BsonDocument("$lt", token));
        await _collection.DeleteManyAsync(new BsonDocument(older) { { "state", JournalWords.Of(MigrationState.Planned) } }, cancellationToken);
        await _collection.UpdateManyAsync(older, new BsonDocument("$unset", new BsonDocument("fence", "")), cancellationToken: cancellationToken);
    }

    /// <summary>Writes documents that no run has claimed, making them where needed.</summary>
    public async Task WriteUnclaimedAsync(IClientSessionHandle? session, IReadOnlyList<JournalMark> marks, CancellationToken cancellationToken)
    {
        if (marks.Count == 0)
            return;
        try
        {
            await BulkAsync(session, [.. marks.Select(x => x.ToModel(new BsonDocument("fence", new BsonDocument("$exists", false)), isUpsert: true))], cancellationToken);
        }
        catch (MongoBulkWriteException<BsonDocument> exception) when (exception.WriteErrors.Any(x => x.Category == ServerErrorCategory.DuplicateKey))
        {
            throw Lost(marks[0].Versions[0], exception);
        }
    }

    /// <summary>Adds documents of migrations that the journal doesn't know.</summary>
    public async Task InsertAsync(IClientSessionHandle? session, IReadOnlyList<BsonDocument> documents, CancellationToken cancellationToken)
    {
        if (documents.Count == 0)
            return;
        try
        {
            await (session is null ? _collection.InsertManyAsync(documents, cancellationToken: cancellationToken) : _collection.InsertManyAsync(session, documents, cancellationToken: cancellationToken));
        }
        catch (MongoBulkWriteException<BsonDocument> exception) when (exception.WriteErrors.Any(x => x.Category == ServerErrorCategory.DuplicateKey))
        {
            throw Lost(documents[0]["_id"].ToInt64(), exception);
        }
    }

    /// <summary>Writes documents that this run has claimed, in their order, in one request.</summary>
    /// <exception cref="PipelineException">PIPE8022: another run took them.</exception>
    public async Task WriteAsync(IClientSessionHandle? session, long token, IReadOnlyList<JournalMark> marks, CancellationToken cancellationToken)
    {
        if (marks.Count == 0)
            return;
        var result = await BulkAsync(session, [.. marks.Select(x => x.ToModel(new BsonDocument("fence", token)))], cancellationToken);
        var versions = marks.SelectMany(x => x.Versions).ToList();
        if (result.MatchedCount != versions.Count)
            throw Lost(versions[(int)result.MatchedCount], null);
    }

    /// <summary>Gives back what this run claimed and didn't come to.</summary>
    public async Task ReleaseAsync(long token, CancellationToken cancellationToken)
    {
        await _collection.DeleteManyAsync(new BsonDocument { { "fence", token }, { "state", JournalWords.Of(MigrationState.Planned) } }, cancellationToken);
        await _collection.UpdateManyAsync(new BsonDocument("fence", token), new BsonDocument("$unset", new BsonDocument("fence", "")), cancellationToken: cancellationToken);
    }

    public Task ForgetAsync(IClientSessionHandle? session, long version, CancellationToken cancellationToken) => session is null
        ? _collection.DeleteOneAsync(new BsonDocument("_id", version), cancellationToken)
        : _collection.DeleteOneAsync(session, new BsonDocument("_id", version), cancellationToken: cancellationToken);

    private Task<BulkWriteResult<BsonDocument>> BulkAsync(IClientSessionHandle? session, IReadOnlyList<WriteModel<BsonDocument>> writes, CancellationToken cancellationToken) => session is null
        ? _collection.BulkWriteAsync(writes, cancellationToken: cancellationToken)
        : _collection.BulkWriteAsync(session, writes, cancellationToken: cancellationToken);

    private static PipelineException Lost(long version, Exception? inner) => new(
        MigrationErrors.LockLost,
        $"Migration {version} belongs to another run by now, so this one stops. What was committed is in the journal; plan again.",
        inner);
}
