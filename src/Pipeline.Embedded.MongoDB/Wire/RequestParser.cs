using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Wire;

/// <summary>Takes a message apart: OP_MSG with its sections, OP_QUERY of a handshake, and either of them compressed.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/.</remarks>
internal static class RequestParser
{
    private const uint ChecksumPresent = 1;
    private const uint MoreToCome = 2;
    private const uint RequiredBits = 0xFFFF;
    private const int MostSequences = 2;

    /// <summary>Commands that may still come as OP_QUERY.</summary>
    private static readonly HashSet<string> s_legacy = ["hello", "isMaster", "ismaster", "_isSelf", "authenticate", "buildinfo", "buildInfo", "saslContinue", "saslStart"];

    /// <returns>What the client wants; or, as <see cref="Request.Error"/>, what is wrong with it.</returns>
    /// <exception cref="ProtocolException">It isn't a message of MongoDB's, or one after which the connection can't go on.</exception>
    public static Request Parse(MessageHeader header, byte[] message)
    {
        try
        {
            return header.OpCode switch
            {
                OpCode.Message => ParseMessage(header, message),
                OpCode.Query => ParseQuery(header, message),
                OpCode.Compressed => ParseCompressed(header, message),
                _ => throw new ProtocolException($"Messages of kind {(int)header.OpCode} are not supported: MongoDB 5.1 removed the last of them."),
            };
        }
        catch (Exception exception) when (exception is not ProtocolException)
        {
            throw new ProtocolException($"A message that can't be read: {exception.Message}");
        }
    }

    private static Request ParseMessage(MessageHeader header, byte[] message)
    {
        var flags = BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(MessageHeader.Bytes));
        if ((flags & RequiredBits & ~(ChecksumPresent | MoreToCome)) != 0)
            throw new ProtocolException($"Unknown required flags in OP_MSG: {flags:X}.");

        var end = header.Length;
        if ((flags & ChecksumPresent) != 0)
        {
            end -= sizeof(uint);
            if (Checksum(message.AsSpan(0, end)) != BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(end)))
                throw new ProtocolException("OP_MSG checksum does not match contents.");
        }

        var request = new Request { Id = header.RequestId, Body = [], IsUnacknowledged = (flags & MoreToCome) != 0 };
        try
        {
            return ParseSections(request, message.AsMemory(0, end));
        }
        catch (CommandException exception)
        {
            return request with { Error = exception };
        }
    }

    private static Request ParseSections(Request request, ReadOnlyMemory<byte> message)
    {
        BsonDocument? body = null;
        var sequences = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.Ordinal);
        for (var position = MessageHeader.Bytes + sizeof(uint); position < message.Length;)
        {
            var kind = message.Span[position++];
            if (kind > 1)
                throw new CommandException(40432, $"Unknown section kind {kind}");
            if (kind == 0 && body is not null)
                throw new CommandException(40430, "Multiple body sections in message");
            var section = Sized(message[position..]);
            position += section.Length;
            if (kind == 0)
                body = Decode(section);
            else if (sequences.Count == MostSequences)
                throw new ProtocolException("Too many document sequences in OP_MSG.");
            else
                AddSequence(section.Span, sequences);
        }

        if (body is null)
            throw new CommandException(40587, "OP_MSG messages must have a body");
        if (sequences.Keys.FirstOrDefault(body.Contains) is { } twice)
            throw new CommandException(40433, $"Duplicate field between body and document sequence {twice}");
        if (!body.Contains("$db"))
            throw new CommandException(40571, "OP_MSG requests require a $db argument");
        return request with { Body = body, Sequences = sequences };
    }

    private static void AddSequence(ReadOnlySpan<byte> section, Dictionary<string, IReadOnlyList<byte[]>> sequences)
    {
        var rest = section[sizeof(int)..];
        var length = rest.IndexOf((byte)0);
        if (length < 0)
            throw new CommandException(ServerError.InvalidBSON, "Not null terminated string");

        var name = Encoding.UTF8.GetString(rest[..length]);
        var documents = new List<byte[]>();
        for (rest = rest[(length + 1)..]; rest.Length > 0; rest = rest[documents[^1].Length..])
        {
            var document = Sized(rest);
            BsonFormat.Require(document);
            documents.Add(document.ToArray());
        }

        if (!sequences.TryAdd(name, documents))
            throw new CommandException(40431, $"Duplicate document sequence: {name}");
    }

    /// <summary>Drivers begin with a hello in the old form.</summary>
    private static Request ParseQuery(MessageHeader header, byte[] message)
    {
        const string Commands = ".$cmd";
        var request = new Request { Id = header.RequestId, Body = [], IsLegacy = true };
        var position = MessageHeader.Bytes + sizeof(int);
        var nameLength = message.AsSpan(position).IndexOf((byte)0);
        var collection = Encoding.UTF8.GetString(message, position, nameLength);
        position += nameLength + 1 + (2 * sizeof(int));
        try
        {
            if (!collection.EndsWith(Commands, StringComparison.Ordinal))
                throw new CommandException(5739101, "OP_QUERY is no longer supported. The client driver may require an upgrade. For more details see https://dochub.mongodb.org/core/legacy-opcode-removal");
            var body = Decode(Sized(message.AsMemory(position)));
            if (body.TryGetValue("$query", out var query))
                body = query.AsBsonDocument;
            var name = body.ElementCount == 0 ? "" : body.GetElement(0).Name;
            if (!s_legacy.Contains(name))
                throw new CommandException(ServerError.UnsupportedOpQueryCommand, $"Unsupported OP_QUERY command: {name}. The client driver may require an upgrade. For more details see https://dochub.mongodb.org/core/legacy-opcode-removal");
            body["$db"] = collection[..^Commands.Length];
            return request with { Body = body };
        }
        catch (CommandException exception)
        {
            return request with { Error = exception };
        }
    }

    private static Request ParseCompressed(MessageHeader header, byte[] message)
    {
        var original = (OpCode)BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(MessageHeader.Bytes));
        var length = BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(MessageHeader.Bytes + 4));
        var id = message[MessageHeader.Bytes + 8];
        var content = message[(MessageHeader.Bytes + 9)..];
        if (original == OpCode.Compressed)
            throw new ProtocolException("A compressed message within a compressed message.");
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
        return Parse(inner, whole) with { Compressor = compressor };
    }

    private static BsonDocument Decode(ReadOnlyMemory<byte> document)
    {
        BsonFormat.Require(document.Span);
        return Documents.Decode(document);
    }

    private static ReadOnlyMemory<byte> Sized(ReadOnlyMemory<byte> bytes) => bytes[..Sized(bytes.Span).Length];

    /// <summary>A document or section, by the length that it begins with.</summary>
    private static ReadOnlySpan<byte> Sized(ReadOnlySpan<byte> bytes)
    {
        const int Least = 5;
        var length = bytes.Length < sizeof(int) ? 0 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return length >= Least && length <= bytes.Length ? bytes[..length] : throw new CommandException(ServerError.InvalidBSON, $"A part of {length} bytes doesn't fit into its message of {bytes.Length}.");
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var x in bytes)
            checksum = System.Numerics.BitOperations.Crc32C(checksum, x);
        return ~checksum;
    }
}
