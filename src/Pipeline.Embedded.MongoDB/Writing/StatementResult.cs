using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Writing;

/// <summary>What a statement did.</summary>
/// <param name="Count">Documents inserted, matched or deleted; an upsert counts.</param>
/// <param name="Modified">Documents that an update changed.</param>
/// <param name="UpsertedId">Of the document that an upsert inserted.</param>
internal sealed record StatementResult(long Count, long Modified = 0, BsonValue? UpsertedId = null)
{
    /// <summary>An insert.</summary>
    public static StatementResult One { get; } = new(1);
}
