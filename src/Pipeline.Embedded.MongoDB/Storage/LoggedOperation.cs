using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>One change, in the words of the oplog: <c>op</c>, <c>ns</c>, <c>ui</c>, <c>o</c>, <c>o2</c>.</summary>
/// <param name="Entry">What the oplog says, without the time.</param>
/// <param name="PreImage">The document before, where its collection keeps them.</param>
/// <param name="StatementId">Of a retryable write. Default none.</param>
internal sealed record LoggedOperation(BsonDocument Entry, byte[]? PreImage, int? StatementId)
{
    /// <summary>Whether it goes to the oplog; what is local goes to the journal alone.</summary>
    public bool IsReplicated { get; init; } = true;
}
