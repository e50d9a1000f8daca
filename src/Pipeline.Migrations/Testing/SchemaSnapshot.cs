using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Surveying;

namespace Pipeline.Migrations.Testing;

/// <summary>Collections, validators and indexes of a database at one moment; and the documents, where wanted.</summary>
public sealed class SchemaSnapshot
{
    private readonly SortedDictionary<string, string> _parts;

    private SchemaSnapshot(SortedDictionary<string, string> parts) => _parts = parts;

    /// <summary>That of a database without collections.</summary>
    public static SchemaSnapshot Empty { get; } = new([]);

    /// <summary>Reads it. Journal and lock aren't part of it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="withDocuments">Whether the documents count too.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<SchemaSnapshot> ReadAsync(IMongoDatabase database, bool withDocuments = false, CancellationToken cancellationToken = default)
    {
        var options = new MigratorOptions();
        var reader = new SchemaReader(database);
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var collection in await reader.ListCollectionsAsync(cancellationToken))
        {
            var name = collection["name"].AsString;
            if (name == options.JournalCollection || name == options.LockCollection)
                continue;

            parts[$"{name}: collection"] = Options(collection["options"].AsBsonDocument).ToJson();
            foreach (var index in collection["type"] == "view" ? [] : await reader.ListIndexesAsync(name, cancellationToken))
                parts[$"{name}: index {index["name"]}"] = Sorted(index).ToJson();
            if (withDocuments)
                await AddDocumentsAsync(database.GetCollection<BsonDocument>(name), parts, cancellationToken);
        }

        return new SchemaSnapshot(parts);
    }

    /// <summary>What another one has otherwise, a sentence each; empty where they are the same.</summary>
    public IReadOnlyList<string> DifferencesTo(SchemaSnapshot later) =>
    [
        .. _parts.Where(x => !later._parts.ContainsKey(x.Key)).Select(x => $"{x.Key} is gone: {x.Value}"),
        .. later._parts.Where(x => !_parts.ContainsKey(x.Key)).Select(x => $"{x.Key} is new: {x.Value}"),
        .. _parts.Where(x => later._parts.TryGetValue(x.Key, out var value) && value != x.Value).Select(x => $"{x.Key} was {x.Value} and is {later._parts[x.Key]}"),
    ];

    private static async Task AddDocumentsAsync(IMongoCollection<BsonDocument> collection, SortedDictionary<string, string> parts, CancellationToken cancellationToken)
    {
        foreach (var document in await collection.Find(new BsonDocument()).ToListAsync(cancellationToken))
            parts[$"{collection.CollectionNamespace.CollectionName}: document {document["_id"]}"] = Sorted(document).ToJson();
    }

    /// <summary>A validator that was taken away leaves defaults behind, which mean what their absence means.</summary>
    private static BsonDocument Options(BsonDocument options)
    {
        var rest = Sorted(options);
        if (rest.GetValue("validator", new BsonDocument()).AsBsonDocument.ElementCount == 0)
        {
            rest.Remove("validator");
            rest.Remove("validationLevel");
            rest.Remove("validationAction");
        }

        return rest;
    }

    /// <summary>The order of fields says nothing in definitions (apart from keys), and $unset and $set change it in documents.</summary>
    private static BsonDocument Sorted(BsonDocument document) => new(document.OrderBy(x => x.Name, StringComparer.Ordinal));
}
