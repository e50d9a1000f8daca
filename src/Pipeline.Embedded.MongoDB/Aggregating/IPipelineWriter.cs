using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>What <c>$merge</c> and <c>$out</c> do to collections.</summary>
internal interface IPipelineWriter
{
    bool Exists(string database, string collection);

    /// <summary>Whether a unique index that is neither partial nor sparse has exactly these fields, in any order. <c>_id</c> alone always has.</summary>
    bool HasUniqueIndex(string database, string collection, IReadOnlyCollection<string> fields);

    BsonDocument? FindOne(string database, string collection, BsonDocument filter);

    /// <summary>Makes the collection where it isn't there yet.</summary>
    void Insert(string database, string collection, BsonDocument document);

    /// <param name="database">The database.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="id">The document's <c>_id</c>, which the new one has too.</param>
    /// <param name="document">The whole new document.</param>
    void Replace(string database, string collection, BsonValue id, BsonDocument document);

    /// <summary>All at once: whoever reads meanwhile sees the old documents or the new ones. Indexes and options stay.</summary>
    void ReplaceCollection(string database, string collection, IEnumerable<BsonDocument> documents);
}
