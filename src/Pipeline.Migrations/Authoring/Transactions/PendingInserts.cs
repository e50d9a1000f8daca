using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Pipeline.Migrations.Authoring.Transactions;

/// <summary>
/// Inserts into one collection that are sent together: neighbouring migrations that insert a few documents each then cost one request.
/// Nobody can tell, because everything else that is done in the transaction sends them first, and nothing is seen before it commits.
/// A document that the server refuses is reported when they are sent, so a single migration, which is to name its own error, has none of these.
/// </summary>
internal sealed class PendingInserts(IMongoDatabase database, IClientSessionHandle session)
{
    private const int Most = 1_000;

    private readonly List<BsonDocument> _documents = [];
    private string _collection = "";

    /// <summary>Whether further inserts may wait. Not once a query was handed out, which may be sent at any time.</summary>
    public bool IsOpen { get; private set; } = true;

    public async Task AddAsync<TDocument>(IMongoCollection<TDocument> collection, TDocument document, CancellationToken cancellationToken)
    {
        if (_collection != collection.CollectionNamespace.CollectionName || _documents.Count == Most)
            await SendAsync(cancellationToken);
        _collection = collection.CollectionNamespace.CollectionName;
        _documents.Add(Copy(collection, document));
    }

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (_documents.Count == 0)
            return;
        await database.GetCollection<BsonDocument>(_collection).InsertManyAsync(session, _documents, cancellationToken: cancellationToken);
        _documents.Clear();
    }

    /// <summary>Before a query that the caller sends when it likes.</summary>
    public void SendAndClose()
    {
        IsOpen = false;
        if (_documents.Count == 0)
            return;
        database.GetCollection<BsonDocument>(_collection).InsertMany(session, _documents);
        _documents.Clear();
    }

    /// <summary>The document as it is now, with the <c>_id</c> that the driver would give it.</summary>
    private static BsonDocument Copy<TDocument>(IMongoCollection<TDocument> collection, TDocument document)
    {
        var serializer = collection.DocumentSerializer;
        if (collection.Settings.AssignIdOnInsert
            && serializer is IBsonIdProvider provider
            && provider.GetDocumentId(document, out var id, out _, out var generator)
            && generator is not null
            && generator.IsEmpty(id))
        {
            provider.SetDocumentId(document, generator.GenerateId(collection, document));
        }

        var copy = new BsonDocument();
        using var writer = new BsonDocumentWriter(copy);
        serializer.Serialize(BsonSerializationContext.CreateRoot(writer), new BsonSerializationArgs { NominalType = typeof(TDocument) }, document);
        return copy;
    }
}
