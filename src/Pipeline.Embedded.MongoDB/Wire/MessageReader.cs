using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Wire;

/// <summary>Takes a message apart: OP_MSG with its sections, OP_QUERY of a handshake, and either of them compressed.</summary>
internal static class MessageReader
{
    private const uint ChecksumPresent = 1;
    private const uint MoreToCome = 2;
    private const uint RequiredBits = 0xFFFF;

    /// <returns><see langword="null"/> at the end of the stream.</returns>
    /// <exception cref="ProtocolException">It isn't a message of MongoDB's.</exception>
    public static async Task<Request?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[MessageHeader.Bytes];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < head.Length)
            return null;

        var header = MessageHeader.Read(head);
        if (header.Length is < MessageHeader.Bytes or > MessageHeader.MaxMessageBytes)
            throw new ProtocolException($"A message of {header.Length} bytes: it must have {MessageHeader.Bytes} to {MessageHeader.MaxMessageBytes}.");
        var message = new byte[header.Length];
        head.CopyTo(message, 0);
        await stream.ReadExactlyAsync(message.AsMemory(MessageHeader.Bytes), cancellationToken).ConfigureAwait(false);
        return Read(header, message);
    }

    private static Request Read(MessageHeader header, byte[] message)
    {
        try
        {
            return header.OpCode switch
            {
                OpCode.Message => ReadMessage(header, message),
                OpCode.Query => ReadQuery(header, message),
                OpCode.Compressed => ReadCompressed(header, message),
                _ => throw new ProtocolException($"Messages of kind {(int)header.OpCode} are not supported: MongoDB 5.1 removed the last of them."),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or IndexOutOfRangeException or EndOfStreamException or BsonException or InvalidDataException)
        {
            throw new ProtocolException($"A message that can't be read: {exception.Message}");
        }
    }

    private static Request ReadMessage(MessageHeader header, byte[] message)
    {
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(MessageHeader.Bytes));
        if ((flags & RequiredBits & ~(ChecksumPresent | MoreToCome)) != 0)
            throw new ProtocolException($"Unknown required flags in OP_MSG: {flags:X}.");

        var end = header.Length;
        if ((flags & ChecksumPresent) != 0)
        {
            end -= sizeof(uint);
            if (Checksum(message.AsSpan(0, end)) != BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(end)))
                throw new ProtocolException("The message's checksum doesn't match its content.");
        }

        BsonDocument? body = null;
        var sequences = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.Ordinal);
        var position = MessageHeader.Bytes + sizeof(uint);
        while (position < end)
        {
            var kind = message[position++];
            var length = BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(position));
            if (length < 5 || position + length > end)
                throw new ProtocolException($"A section of {length} bytes doesn't fit into its message.");
            if (kind == 0 && body is null)
                body = Documents.Decode(message.AsMemory(position, length));
            else if (kind == 1)
                ReadSequence(message.AsMemory(position, length), sequences);
            else
                throw new ProtocolException(kind == 0 ? "A message with two bodies." : $"A section of unknown kind {kind}.");
            position += length;
        }

        return new Request
        {
            Id = header.RequestId,
            Body = body ?? throw new ProtocolException("A message without a body."),
            Sequences = sequences,
            IsUnacknowledged = (flags & MoreToCome) != 0,
        };
    }

    private static void ReadSequence(ReadOnlyMemory<byte> section, Dictionary<string, IReadOnlyList<byte[]>> sequences)
    {
        var span = section.Span;
        var name = span[4..].IndexOf((byte)0);
        if (name < 0)
            throw new ProtocolException("A document sequence without a name.");

        var documents = new List<byte[]>();
        for (var position = 4 + name + 1; position < span.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(span[position..]);
            if (length < 5 || position + length > span.Length)
                throw new ProtocolException("A document doesn't fit into its sequence.");
            documents.Add(span.Slice(position, length).ToArray());
            position += length;
        }

        if (!sequences.TryAdd(Encoding.UTF8.GetString(span.Slice(4, name)), documents))
            throw new ProtocolException("Two document sequences with one name.");
    }

    /// <summary>Drivers begin with a hello in the old form.</summary>
    private static Request ReadQuery(MessageHeader header, byte[] message)
    {
        var position = MessageHeader.Bytes + sizeof(int);
        var nameLength = message.AsSpan(position).IndexOf((byte)0);
        var collection = Encoding.UTF8.GetString(message, position, nameLength);
        position += nameLength + 1 + (2 * sizeof(int));
        var length = BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(position));
        var body = Documents.Decode(message.AsMemory(position, length));
        if (body.TryGetValue("$query", out var query))
            body = query.AsBsonDocument;
        if (!collection.EndsWith(".$cmd", StringComparison.Ordinal))
            throw new ProtocolException($"OP_QUERY on {collection}: only commands of a handshake may come that way.");
        body["$db"] = collection[..^".$cmd".Length];
        return new Request { Id = header.RequestId, Body = body, IsLegacy = true };
    }

    private static Request ReadCompressed(MessageHeader header, byte[] message)
    {
        var original = (OpCode)BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(MessageHeader.Bytes));
        var length = BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(MessageHeader.Bytes + 4));
        var id = message[MessageHeader.Bytes + 8];
        var content = message[(MessageHeader.Bytes + 9)..];
        if (length is < 0 or > MessageHeader.MaxMessageBytes - MessageHeader.Bytes)
            throw new ProtocolException($"A compressed message of {length} bytes is too large.");
        var compressor = Compressor.All.FirstOrDefault(x => x.Id == id);
        if (compressor is null && id != 0)
            throw new ProtocolException($"Unknown compressor {id}.");

        var plain = compressor is null ? content : compressor.Decompress(content, length);
        if (plain.Length != length)
            throw new ProtocolException($"A compressed message has {plain.Length} bytes where its header says {length}.");
        var whole = new byte[MessageHeader.Bytes + plain.Length];
        var inner = header with { Length = whole.Length, OpCode = original };
        inner.Write(whole);
        plain.CopyTo(whole, MessageHeader.Bytes);
        return Read(inner, whole) with { Compressor = compressor };
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var x in bytes)
            checksum = System.Numerics.BitOperations.Crc32C(checksum, x);
        return ~checksum;
    }
}
