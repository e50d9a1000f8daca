using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>One change of the oplog: an entry, or one of those that a transaction's entry holds.</summary>
internal sealed record ChangeOperation
{
    /// <summary><c>op</c>, <c>ns</c>, <c>ui</c>, <c>o</c>, <c>o2</c>.</summary>
    public required BsonDocument Entry { get; init; }

    /// <summary>When it was done or its transaction committed.</summary>
    public required ulong Time { get; init; }

    public required BsonValue WallTime { get; init; }

    /// <summary>Its bytes in the oplog.</summary>
    public required int Bytes { get; init; }

    /// <summary>Its number within its transaction. Default none.</summary>
    public int? TransactionIndex { get; init; }

    public BsonValue? SessionId { get; init; }

    public BsonValue? TransactionNumber { get; init; }

    /// <summary>The time under which the document before the change is kept.</summary>
    public required ulong PreImageTime { get; init; }

    /// <summary>None for a view.</summary>
    public Guid? Collection => Uuids.Read(Entry.GetValue("ui", BsonNull.Value));

    public string Kind => Entry["op"].AsString;

    public BsonDocument Change => Entry["o"].AsBsonDocument;
}
