using MongoDB.Driver;

namespace AgentKit.Server.Organizations;

/// <summary>
/// A collection of which one organisation's documents can be seen and changed. Whatever filter is given, the organisation is added to it;
/// a document of another can't be written.
/// </summary>
internal sealed class OrganizationCollection<T>(IMongoCollection<T> collection, OrganizationDatabase database)
    where T : class, IOrganizationDocument
{
    private const string OrganizationField = "organization_id";

    private static readonly ReplaceOptions Replacing = new() { IsUpsert = false };

    public async Task<T?> FindOneAsync(FilterDefinition<T> filter, CancellationToken cancellationToken) =>
        await Find(filter).Limit(1).FirstOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyList<T>> FindAsync(FilterDefinition<T> filter, SortDefinition<T> sort, int limit, CancellationToken cancellationToken) =>
        await Find(filter).Sort(sort).Limit(limit).ToListAsync(cancellationToken);

    /// <summary>How many there are, counting no further than a limit.</summary>
    public Task<long> CountAsync(FilterDefinition<T> filter, long limit, CancellationToken cancellationToken)
    {
        var options = new CountOptions { Limit = limit };
        return database.Session is { } session
            ? collection.CountDocumentsAsync(session, Own(filter), options, cancellationToken)
            : collection.CountDocumentsAsync(Own(filter), options, cancellationToken);
    }

    /// <exception cref="MongoWriteException">A unique index holds the same key already, or the validator refuses.</exception>
    public Task InsertAsync(T document, CancellationToken cancellationToken) => database.Session is { } session
        ? collection.InsertOneAsync(session, Owned(document), cancellationToken: cancellationToken)
        : collection.InsertOneAsync(Owned(document), cancellationToken: cancellationToken);

    /// <summary>Changes one document.</summary>
    /// <returns>The document as it is after the change; null where none matched.</returns>
    public async Task<T?> UpdateAsync(FilterDefinition<T> filter, UpdateDefinition<T> update, CancellationToken cancellationToken)
    {
        var options = new FindOneAndUpdateOptions<T> { ReturnDocument = ReturnDocument.After };
        return database.Session is { } session
            ? await collection.FindOneAndUpdateAsync(session, Own(filter), update, options, cancellationToken)
            : await collection.FindOneAndUpdateAsync(Own(filter), update, options, cancellationToken);
    }

    /// <summary>Changes all that match.</summary>
    /// <returns>How many matched.</returns>
    public async Task<long> UpdateManyAsync(FilterDefinition<T> filter, UpdateDefinition<T> update, CancellationToken cancellationToken)
    {
        var result = database.Session is { } session
            ? await collection.UpdateManyAsync(session, Own(filter), update, cancellationToken: cancellationToken)
            : await collection.UpdateManyAsync(Own(filter), update, cancellationToken: cancellationToken);
        return result.MatchedCount;
    }

    /// <summary>Replaces one document.</summary>
    /// <returns>Whether one matched.</returns>
    public async Task<bool> ReplaceAsync(FilterDefinition<T> filter, T document, CancellationToken cancellationToken)
    {
        var result = database.Session is { } session
            ? await collection.ReplaceOneAsync(session, Own(filter), Owned(document), Replacing, cancellationToken)
            : await collection.ReplaceOneAsync(Own(filter), Owned(document), Replacing, cancellationToken);
        return result.MatchedCount > 0;
    }

    /// <summary>Deletes one document.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(FilterDefinition<T> filter, CancellationToken cancellationToken)
    {
        var result = database.Session is { } session
            ? await collection.DeleteOneAsync(session, Own(filter), cancellationToken: cancellationToken)
            : await collection.DeleteOneAsync(Own(filter), cancellationToken);
        return result.DeletedCount > 0;
    }

    private IFindFluent<T, T> Find(FilterDefinition<T> filter) => database.Session is { } session ? collection.Find(session, Own(filter)) : collection.Find(Own(filter));

    private FilterDefinition<T> Own(FilterDefinition<T> filter) =>
        Builders<T>.Filter.And(Builders<T>.Filter.Eq(OrganizationField, database.OrganizationId), filter);

    private T Owned(T document) => document.OrganizationId == database.OrganizationId
        ? document
        : throw new InvalidOperationException($"A {typeof(T).Name} of organization '{document.OrganizationId}' was to be written for '{database.OrganizationId}'. That is a bug: make documents with the caller's organization.");
}
