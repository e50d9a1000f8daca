using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>A collection and its documents: data to start from, or to end with.</summary>
internal sealed record CollectionData(string Database, string Collection, BsonDocument? CreateOptions, IReadOnlyList<BsonDocument> Documents)
{
    public static CollectionData Parse(BsonDocument document) => new(
        document["databaseName"].AsString,
        document["collectionName"].AsString,
        document.GetValue("createOptions", null)?.AsBsonDocument,
        [.. document["documents"].AsBsonArray.Select(x => x.AsBsonDocument)]);
}
