using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>A document that a query found.</summary>
internal sealed class MatchedDocument(long recordId, byte[] bytes)
{
    private BsonDocument? _document;

    public long RecordId { get; } = recordId;

    public byte[] Bytes { get; } = bytes;

    /// <summary>Decoded when first asked for. The one instance: who changes it decodes another.</summary>
    public BsonDocument Document => _document ??= Documents.Decode(Bytes);

    /// <summary>The position of the array element that matched.</summary>
    public string? Position { get; init; }
}
