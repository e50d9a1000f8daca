using MongoDB.Driver;

namespace Pipeline.Migrations.Authoring.Transactions;

/// <summary>The operations that MongoDB allows in a transaction, bound to one: there is no way to forget the session.</summary>
/// <typeparam name="TDocument">A document's type.</typeparam>
public sealed class TransactionalCollection<TDocument>
{
    private readonly IMongoCollection<TDocument> _collection;
    private readonly IClientSessionHandle _session;

    internal TransactionalCollection(IMongoCollection<TDocument> collection, IClientSessionHandle session)
    {
        _collection = collection;
        _session = session;
    }

    /// <summary>Documents that match.</summary>
    public IFindFluent<TDocument, TDocument> Find(FilterDefinition<TDocument> filter, FindOptions? options = null) => _collection.Find(_session, filter, options);

    /// <summary>An aggregation over the collection.</summary>
    public IAggregateFluent<TDocument> Aggregate(AggregateOptions? options = null) => _collection.Aggregate(_session, options);

    /// <summary>How many documents match.</summary>
    public Task<long> CountAsync(FilterDefinition<TDocument> filter, CancellationToken cancellationToken = default) =>
        _collection.CountDocumentsAsync(_session, filter, cancellationToken: cancellationToken);

    /// <summary>Inserts one document.</summary>
    public Task InsertOneAsync(TDocument document, CancellationToken cancellationToken = default) =>
        _collection.InsertOneAsync(_session, document, cancellationToken: cancellationToken);

    /// <summary>Inserts documents.</summary>
    public Task InsertManyAsync(IEnumerable<TDocument> documents, CancellationToken cancellationToken = default) =>
        _collection.InsertManyAsync(_session, documents, cancellationToken: cancellationToken);

    /// <summary>Updates the first document that matches.</summary>
    public Task<UpdateResult> UpdateOneAsync(FilterDefinition<TDocument> filter, UpdateDefinition<TDocument> update, UpdateOptions? options = null, CancellationToken cancellationToken = default) =>
        _collection.UpdateOneAsync(_session, filter, update, options, cancellationToken);

    /// <summary>Updates all documents that match.</summary>
    public Task<UpdateResult> UpdateManyAsync(FilterDefinition<TDocument> filter, UpdateDefinition<TDocument> update, UpdateOptions? options = null, CancellationToken cancellationToken = default) =>
        _collection.UpdateManyAsync(_session, filter, update, options, cancellationToken);

    /// <summary>Replaces the first document that matches.</summary>
    public Task<ReplaceOneResult> ReplaceOneAsync(FilterDefinition<TDocument> filter, TDocument replacement, ReplaceOptions? options = null, CancellationToken cancellationToken = default) =>
        _collection.ReplaceOneAsync(_session, filter, replacement, options, cancellationToken);

    /// <summary>Deletes the first document that matches.</summary>
    public Task<DeleteResult> DeleteOneAsync(FilterDefinition<TDocument> filter, CancellationToken cancellationToken = default) =>
        _collection.DeleteOneAsync(_session, filter, cancellationToken: cancellationToken);

    /// <summary>Deletes all documents that match.</summary>
    public Task<DeleteResult> DeleteManyAsync(FilterDefinition<TDocument> filter, CancellationToken cancellationToken = default) =>
        _collection.DeleteManyAsync(_session, filter, cancellationToken: cancellationToken);

    /// <summary>Several writes in one request.</summary>
    public Task<BulkWriteResult<TDocument>> BulkWriteAsync(IEnumerable<WriteModel<TDocument>> writes, CancellationToken cancellationToken = default) =>
        _collection.BulkWriteAsync(_session, writes, cancellationToken: cancellationToken);
}
