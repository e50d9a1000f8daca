global using IndexTree = Pipeline.Embedded.MongoDB.Trees.Tree<byte[], Pipeline.Embedded.MongoDB.Trees.Nothing, Pipeline.Embedded.MongoDB.Trees.BytesOrder>;
global using RecordTree = Pipeline.Embedded.MongoDB.Trees.Tree<long, byte[], Pipeline.Embedded.MongoDB.Trees.NumberOrder>;
using System.Buffers.Binary;
using Pipeline.Embedded.MongoDB.Indexing;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>An index at one moment. An entry is an encoded key followed by the eight bytes of a record id.</summary>
internal sealed record IndexState
{
    public const int RecordIdBytes = 8;

    public required IndexDefinition Definition { get; init; }

    public IndexTree Entries { get; init; }

    /// <summary>Whether an entry ever came from an array: then two bounds on one field may be met by two elements.</summary>
    public bool IsMultikey { get; init; }

    /// <summary>Bytes of the entries, for <c>collStats</c>.</summary>
    public long Bytes { get; init; }

    public static long RecordIdOf(byte[] entry) => BinaryPrimitives.ReadInt64BigEndian(entry.AsSpan(entry.Length - RecordIdBytes));

    public static ReadOnlySpan<byte> KeyOf(byte[] entry) => entry.AsSpan(0, entry.Length - RecordIdBytes);

    public static byte[] Entry(ReadOnlySpan<byte> key, long recordId)
    {
        var entry = new byte[key.Length + RecordIdBytes];
        key.CopyTo(entry);
        BinaryPrimitives.WriteInt64BigEndian(entry.AsSpan(key.Length), recordId);
        return entry;
    }
}
