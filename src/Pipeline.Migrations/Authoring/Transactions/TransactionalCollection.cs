using MongoDB.Driver;

namespace Pipeline.Migrations.Authoring.Transactions;

/// <summary>The operations that MongoDB allows in a transaction, bound to one: there is no way to forget the session.</summary>
/// <typeparam name="TDocument">A document's type.</typeparam>
public sealed class TransactionalCollection<TDocument>
{
    private readonly IMongoCollection<TDocument> _collection;
    private readonly IClientSessionHandle _session;
    private readonly PendingInserts? _pending;

    internal TransactionalCollection(IMongoCollection<TDocument> collection, IClientSessionHandle session, PendingInserts? pending)
    {
        _collection = collection;
        _session = session;
        _pending = pending;
    }

    /// <summary>Documents that match.</summary>
    public IFindFluent<TDocument, TDocument> Find(FilterDefinition<TDocument> filter, FindOptions? options = null)
    {
        _pending?.SendAndClose();
        return _collection.Find(_session, filter, options);
    }

    /// <summary>An aggregation over the collection.</summary>
    public IAggregateFluent<TDocument> Aggregate(AggregateOptions? options = null)
    {
        _pending?.SendAndClose();
        return _collection.Aggregate(_session, options);
    }

    /// <summary>How many documents match.</summary>
    public async Task<long> CountAsync(FilterDefinition<TDocument> filter, CancellationToken cancellationToken = default)
    {
        await SendPendingAsync(cancellationToken);
        return await _collection.CountDocumentsAsync(_session, filter, cancellationToken: cancellationToken);
    }

    /// <summary>Inserts one document.</summary>
    public Task InsertOneAsync(TDocument document, CancellationToken cancellationToken = default) => _pending is { IsOpen: true }
        ? _pending.AddAsync(_collection, document, cancellationToken)
        : _collection.InsertOneAsync(_session, document, cancellationToken: cancellationToken);

    /// <summary>Inserts documents.</summary>
    public async Task InsertManyAsync(IEnumerable<TDocument> documents, CancellationToken cancellationToken = default)
    {
        await SendPendingAsync(cancellationToken);
        await _collection.InsertManyAsync(_session, documents, cancellationToken: cancellationToken);
    }

    /// <summary>Updates the first document that matches.</summary>
    public async Task<UpdateResult> UpdateOneAsync(FilterDefinition<TDocument> filter, UpdateDefinition<TDocument> update, UpdateOptions? options = null, CancellationToken cancellationToken = default)
    {
        await SendPendingAsync(cancellationToken);
        return await _collection.UpdateOneAsync(_session, filter, update, options, cancellationToken);
    }

    /// <summary>Updates all documents that match.</summary>
    public async Task<UpdateResult> UpdateManyAsync(FilterDefinition<TDocument> filter, UpdateDefinition<TDocument> update, UpdateOptions? options = null, CancellationToken cancellationToken = default)
    {
        await SendPendingAsync(cancellationToken);
        return await _collection.UpdateManyAsync(_session, filter, update, options, cancellationToken);
    }

    /// <summary>Replaces the first document that matches.</summary>
    public async Task<ReplaceOneResult> ReplaceOneAsync(FilterDefinition<TDocument> filter, TDocument replacement, ReplaceOptions? options = null, CancellationToken cancellationToken = default)
    {
        await SendPendingAsync(cancellationToken);
        return await _collection.ReplaceOneAsync(_session, filter, replacement, options, cancellationToken);
    }

    /// <summary>Deletes the first document that matches.</summary>
    public async Task<DeleteResult> DeleteOneAsync(FilterDefinition<TDocument> filter, CancellationToken cancellationToken = default)
    {
        await SendPendingAsync(cancellationToken);
        return await _collection.DeleteOneAsync(_session, filter, cancellationToken: cancellationToken);
    }

    /// <summary>Deletes all documents that match.</summary>
    public async Task<DeleteResult> DeleteManyAsync(FilterDefinition<TDocument> filter, CancellationToken cancellationToken = default)
    {
        await SendPendingAsync(cancellationToken);
        return await _collection.DeleteManyAsync(_session, filter, cancellationToken: cancellationToken);
    }

    /// <summary>Several writes in one request.</summary>
    public async Task<BulkWriteResult<TDocument>> BulkWriteAsync(IEnumerable<WriteModel<TDocument>> writes, CancellationToken cancellationToken = default)
    {
        await SendPendingAsync(cancellationToken);
        return await _collection.BulkWriteAsync(_session, writes, cancellationToken: cancellationToken);
    }

    private Task SendPendingAsync(CancellationToken cancellationToken) => _pending?.SendAsync(cancellationToken) ?? Task.CompletedTask;
}
