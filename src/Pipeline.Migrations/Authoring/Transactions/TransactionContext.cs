using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Migrations.Authoring.Transactions;

/// <summary>The database inside of the migration's transaction.</summary>
public sealed class TransactionContext
{
    private readonly IMongoDatabase _database;
    private readonly IClientSessionHandle _session;

    private readonly PendingInserts? _pending;

    /// <param name="database">The database.</param>
    /// <param name="session">The transaction's session.</param>
    /// <param name="pending">Where inserts may wait for each other; null sends each at once.</param>
    internal TransactionContext(IMongoDatabase database, IClientSessionHandle session, PendingInserts? pending = null)
    {
        _database = database;
        _session = session;
        _pending = pending;
    }

    /// <summary>A collection of documents; what is done with it belongs to the transaction.</summary>
    public TransactionalCollection<BsonDocument> Collection(string name) => Collection<BsonDocument>(name);

    /// <summary>A collection of a mapped type; what is done with it belongs to the transaction.</summary>
    public TransactionalCollection<TDocument> Collection<TDocument>(string name) => new(_database.GetCollection<TDocument>(name), _session, _pending);
}
