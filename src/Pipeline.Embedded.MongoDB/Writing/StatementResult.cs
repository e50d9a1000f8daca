using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>What a statement did.</summary>
/// <param name="Count">Documents inserted, matched or deleted; an upsert counts.</param>
/// <param name="Modified">Documents that an update changed.</param>
/// <param name="UpsertedId">Of the document that an upsert inserted.</param>
internal sealed record StatementResult(long Count, long Modified = 0, BsonValue? UpsertedId = null)
{
    /// <summary>For a session to remember.</summary>
    public BsonDocument ToBson()
    {
        var document = new BsonDocument { { "n", Count }, { "nModified", Modified } };
        if (UpsertedId is not null)
            document.Add("upserted", UpsertedId);
        return document;
    }

    public static StatementResult FromBson(BsonDocument document) =>
        new(document["n"].AsInt64, document["nModified"].AsInt64, document.TryGetValue("upserted", out var id) ? id : null);
}
