using System.Buffers.Binary;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Wire;

/// <summary>Puts a reply together, in the form of its request.</summary>
internal static class MessageWriter
{
    /// <summary>Commands that are never compressed, since they carry secrets or come before compression is agreed on.</summary>
    private static readonly HashSet<string> s_plain =
        ["hello", "isMaster", "ismaster", "saslStart", "saslContinue", "getnonce", "authenticate", "createUser", "updateUser", "copydbSaslStart", "copydbgetnonce", "copydb"];

    /// <exception cref="CommandException">The reply is larger than a document may be.</exception>
    public static byte[] Write(Request request, BsonDocument reply, int id)
    {
        var body = Documents.Encode(reply);
        if (BsonFormat.IsTooLarge(body.Length))
            throw BsonFormat.TooLarge(body.Length);
        if (request.IsLegacy)
            return Legacy(request, body, id);

        // Flags, then one section of kind 0.
        var message = new byte[MessageHeader.Bytes + sizeof(uint) + 1 + body.Length];
        new MessageHeader(message.Length, id, request.Id, OpCode.Message).Write(message);
        body.CopyTo(message, MessageHeader.Bytes + sizeof(uint) + 1);
        return request.Compressor is { } compressor && !(request.Body.ElementCount > 0 && s_plain.Contains(request.Body.GetElement(0).Name)) ? Compressed(request, compressor, message, id) : message;
    }

    private static byte[] Legacy(Request request, byte[] body, int id)
    {
        const int Fields = 20;
        const int AwaitCapable = 8;
        var message = new byte[MessageHeader.Bytes + Fields + body.Length];
        new MessageHeader(message.Length, id, request.Id, OpCode.Reply).Write(message);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(MessageHeader.Bytes), AwaitCapable);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(MessageHeader.Bytes + 16), 1);
        body.CopyTo(message, MessageHeader.Bytes + Fields);
        return message;
    }

    private static byte[] Compressed(Request request, Compressor compressor, byte[] message, int id)
    {
        const int Fields = 9;
        var content = compressor.Compress(message[MessageHeader.Bytes..]);
        var compressed = new byte[MessageHeader.Bytes + Fields + content.Length];
        new MessageHeader(compressed.Length, id, request.Id, OpCode.Compressed).Write(compressed);
        BinaryPrimitives.WriteInt32LittleEndian(compressed.AsSpan(MessageHeader.Bytes), (int)OpCode.Message);
        BinaryPrimitives.WriteInt32LittleEndian(compressed.AsSpan(MessageHeader.Bytes + 4), message.Length - MessageHeader.Bytes);
        compressed[MessageHeader.Bytes + 8] = compressor.Id;
        content.CopyTo(compressed, MessageHeader.Bytes + Fields);
        return compressed;
    }
}
