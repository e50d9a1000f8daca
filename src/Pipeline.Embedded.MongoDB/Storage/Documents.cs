using System.Runtime.InteropServices;
using MongoDB.Bson;
using MongoDB.Bson.IO;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Documents as bytes, as they are stored and sent, and as values, as they are worked with.</summary>
internal static class Documents
{
    /// <summary>MongoDB's limit of a document (16 MiB); what the server adds to one may go 16 KiB beyond.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private static readonly BsonBinaryReaderSettings s_readerSettings = new() { MaxDocumentSize = int.MaxValue };
    private static readonly BsonBinaryWriterSettings s_writerSettings = new() { MaxDocumentSize = int.MaxValue, MaxSerializationDepth = 250 };

    /// <returns>A document of the caller's own.</returns>
    /// <exception cref="FormatException">The bytes are not a document.</exception>
    public static BsonDocument Decode(ReadOnlyMemory<byte> bytes)
    {
        if (!MemoryMarshal.TryGetArray(bytes, out var segment))
            throw new ArgumentException("The bytes are not in an array.", nameof(bytes));

        using var buffer = new ByteArrayBuffer(segment.Array!, segment.Offset + segment.Count, isReadOnly: true);
        using var stream = new ByteBufferStream(buffer);
        stream.Position = segment.Offset;
        using var reader = new BsonBinaryReader(stream, s_readerSettings);
        return BsonDocumentSerializer.Instance.Deserialize(BsonDeserializationContext.CreateRoot(reader, x => x.AllowDuplicateElementNames = true));
    }

    /// <summary>A document of the _id alone; of null, where there is none.</summary>
    public static byte[] IdOf(byte[] document)
    {
        var fields = new RawFields(document);
        if (!fields.MoveTo("_id"u8))
            return Encode(new BsonDocument("_id", BsonNull.Value));
        var composer = new DocumentComposer(fields.Element.Length + 8);
        composer.Element(fields.Element);
        return composer.ToArray();
    }

    public static byte[] Encode(BsonDocument document)
    {
        if (document is RawBsonDocument raw)
        {
            var slice = raw.Slice;
            var bytes = new byte[slice.Length];
            slice.GetBytes(0, bytes, 0, bytes.Length);
            return bytes;
        }

        using var stream = new MemoryStream(256);
        using var writer = new BsonBinaryWriter(stream, s_writerSettings);
        BsonDocumentSerializer.Instance.Serialize(BsonSerializationContext.CreateRoot(writer), document);
        return stream.ToArray();
    }

    /// <summary>Writes without decoding. The bytes must not change.</summary>
    public static RawBsonDocument Raw(byte[] bytes) => new(bytes);
}
