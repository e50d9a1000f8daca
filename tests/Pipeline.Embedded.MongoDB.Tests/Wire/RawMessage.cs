using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Wire;

namespace Pipeline.Embedded.MongoDB.Tests.Wire;

/// <summary>An OP_MSG, right or wrong.</summary>
internal sealed record RawMessage
{
    public const uint ChecksumPresent = 1;
    public const uint MoreToCome = 2;
    public const uint ExhaustAllowed = 1 << 16;

    public uint Flags { get; init; }

    /// <summary>Each begins with its kind.</summary>
    public IReadOnlyList<byte[]> Sections { get; init; } = [];

    /// <summary>Added to the checksum.</summary>
    public uint ChecksumError { get; init; }

    public static RawMessage Of(BsonDocument body) => Of(Documents.Encode(body));

    public static RawMessage Of(string body) => Of(BsonDocument.Parse(body));

    public static RawMessage Of(byte[] body) => new() { Sections = [[0, .. body]] };

    public RawMessage With(string sequence, params IReadOnlyList<BsonDocument> documents) => WithBytes(sequence, [.. documents.Select(Documents.Encode)]);

    public RawMessage WithBytes(string sequence, IReadOnlyList<byte[]> documents)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(sequence), 0, .. documents.SelectMany(x => x)];
        return this with { Sections = [.. Sections, [1, .. BitConverter.GetBytes(content.Length + 4), .. content]] };
    }

    public byte[] ToBytes(int id)
    {
        byte[] content = [.. BitConverter.GetBytes(Flags), .. Sections.SelectMany(x => x)];
        var hasChecksum = (Flags & ChecksumPresent) != 0;
        var bytes = Framed(OpCode.Message, id, hasChecksum ? [.. content, 0, 0, 0, 0] : content);
        if (hasChecksum)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), Crc32C(bytes.AsSpan(0, bytes.Length - 4)) + ChecksumError);
        return bytes;
    }

    public static byte[] Framed(OpCode code, int id, byte[] content)
    {
        var bytes = new byte[MessageHeader.Bytes + content.Length];
        new MessageHeader(bytes.Length, id, 0, code).Write(bytes);
        content.CopyTo(bytes, MessageHeader.Bytes);
        return bytes;
    }

    public static byte[] Compressed(byte[] message, byte compressor, Func<byte[], byte[]> compress)
    {
        var header = MessageHeader.Read(message);
        var content = message[MessageHeader.Bytes..];
        return Framed(OpCode.Compressed, header.RequestId, [.. BitConverter.GetBytes((int)header.OpCode), .. BitConverter.GetBytes(content.Length), compressor, .. compress(content)]);
    }

    public static byte[] Query(int id, string collection, string document) =>
        Framed(OpCode.Query, id, [0, 0, 0, 0, .. Encoding.UTF8.GetBytes(collection), 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. Documents.Encode(BsonDocument.Parse(document))]);

    /// <summary>Bit by bit, by the polynomial (RFC 3720, appendix B.4): not the way that the server takes.</summary>
    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var x in bytes)
        {
            crc ^= x;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }
}
