using MongoDB.Driver;

namespace AgentKit.Server.Organizations;

/// <summary>
/// A collection of which one organisation's documents can be seen and changed. Whatever filter is given, the organisation is added to it;
/// a document of another can't be written.
/// </summary>
internal sealed class OrganizationCollection<T>(IMongoCollection<T> collection, string organizationId)
    where T : class, IOrganizationDocument
{
    private const string OrganizationField = "organization_id";

    private static readonly ReplaceOptions Replacing = new() { IsUpsert = false };

    public async Task<T?> FindOneAsync(FilterDefinition<T> filter, CancellationToken cancellationToken) =>
        await collection.Find(Own(filter)).Limit(1).FirstOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyList<T>> FindAsync(FilterDefinition<T> filter, SortDefinition<T> sort, int limit, CancellationToken cancellationToken) =>
        await collection.Find(Own(filter)).Sort(sort).Limit(limit).ToListAsync(cancellationToken);

    /// <summary>How many there are, counting no further than a limit.</summary>
    public Task<long> CountAsync(FilterDefinition<T> filter, long limit, CancellationToken cancellationToken) =>
        collection.CountDocumentsAsync(Own(filter), new CountOptions { Limit = limit }, cancellationToken);

    /// <exception cref="MongoWriteException">A unique index holds the same key already, or the validator refuses.</exception>
    public Task InsertAsync(T document, CancellationToken cancellationToken) =>
        collection.InsertOneAsync(Owned(document), cancellationToken: cancellationToken);

    /// <summary>Changes one document.</summary>
    /// <returns>The document as it is after the change; null where none matched.</returns>
    public async Task<T?> UpdateAsync(FilterDefinition<T> filter, UpdateDefinition<T> update, CancellationToken cancellationToken) =>
        await collection.FindOneAndUpdateAsync(Own(filter), update, new FindOneAndUpdateOptions<T> { ReturnDocument = ReturnDocument.After }, cancellationToken);

    /// <summary>Changes all that match.</summary>
    /// <returns>How many matched.</returns>
    public async Task<long> UpdateManyAsync(FilterDefinition<T> filter, UpdateDefinition<T> update, CancellationToken cancellationToken) =>
        (await collection.UpdateManyAsync(Own(filter), update, cancellationToken: cancellationToken)).MatchedCount;

    /// <summary>Replaces one document.</summary>
    /// <returns>Whether one matched.</returns>
    public async Task<bool> ReplaceAsync(FilterDefinition<T> filter, T document, CancellationToken cancellationToken) =>
        (await collection.ReplaceOneAsync(Own(filter), Owned(document), Replacing, cancellationToken)).MatchedCount > 0;

    /// <summary>Deletes one document.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(FilterDefinition<T> filter, CancellationToken cancellationToken) =>
        (await collection.DeleteOneAsync(Own(filter), cancellationToken)).DeletedCount > 0;

    private FilterDefinition<T> Own(FilterDefinition<T> filter) =>
        Builders<T>.Filter.And(Builders<T>.Filter.Eq(OrganizationField, organizationId), filter);

    private T Owned(T document) => document.OrganizationId == organizationId
        ? document
        : throw new InvalidOperationException($"A {typeof(T).Name} of organization '{document.OrganizationId}' was to be written for '{organizationId}'. That is a bug: make documents with the caller's organization.");
}
