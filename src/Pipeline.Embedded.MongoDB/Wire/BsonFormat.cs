using System.Buffers.Binary;
using System.Globalization;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Wire;

/// <summary>
/// Checks the bytes of a document that a client sent, before anything reads them: lengths, types, and how deep it is nested. It does
/// not recurse, so that no document is too deep for it.
/// </summary>
/// <remarks>Source: https://bsonspec.org/spec.html.</remarks>
internal static class BsonFormat
{
    /// <summary>MongoDB's <c>maxBSONDepth</c>.</summary>
    private const int MaxDepth = 200;

    /// <summary>What a command may be: a document of 16 MiB, and the fields around it.</summary>
    private const int MaxBytes = Documents.MaxBytes + (16 * 1024);

    private const int Least = 5;

    /// <exception cref="CommandException">InvalidBSON, Overflow or BSONObjectTooLarge.</exception>
    public static void Require(ReadOnlySpan<byte> document)
    {
        if (document.Length > MaxBytes)
            throw TooLarge(document.Length);

        Span<int> ends = stackalloc int[MaxDepth + 1];
        var depth = 0;
        ends[0] = EndOf(document, 0, document.Length);
        for (var position = sizeof(int); ;)
        {
            var end = ends[depth];
            if (position >= end)
                throw Invalid("BSON object not terminated with EOO");
            var type = document[position++];
            if (type == 0)
            {
                if (position != end)
                    throw Invalid("BSON object not terminated with EOO");
                if (depth-- == 0)
                    return;
                continue;
            }

            position = Text(document, position, end);
            if (Nested(document, type, ref position, end) is not { } inner)
            {
                position = Value(document, type, position, end);
                continue;
            }

            if (++depth > MaxDepth)
                throw new CommandException(ServerError.Overflow, "BSONObj exceeds maximum nested object depth");
            ends[depth] = inner;
            position += sizeof(int);
        }
    }

    public static CommandException TooLarge(int bytes) => new(
        ServerError.BSONObjectTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"BSONObj size: {bytes} (0x{bytes:X}) is invalid. Size must be between 0 and {MaxBytes}({MaxBytes / 1024 / 1024}MB)"));

    public static bool IsTooLarge(int bytes) => bytes > MaxBytes;

    /// <summary>Where the document ends that a value is or holds. The position is moved to its beginning.</summary>
    private static int? Nested(ReadOnlySpan<byte> bytes, byte type, ref int position, int end)
    {
        if (type is 3 or 4)
            return EndOf(bytes, position, end);
        if (type != 15)
            return null;

        // JavaScript with its variables: the length of both, the text, then a document.
        var last = Skip(position, Length(bytes, position, end), end);
        position = String(bytes, position + sizeof(int), last);
        var inner = EndOf(bytes, position, last);
        return inner == last ? inner : throw Invalid("The length of a code with scope doesn't match its content");
    }

    private static int Value(ReadOnlySpan<byte> bytes, byte type, int position, int end) => type switch
    {
        1 or 9 or 17 or 18 => Skip(position, 8, end),
        2 or 13 or 14 => String(bytes, position, end),
        5 => Skip(position, (long)Length(bytes, position, end) + sizeof(int) + 1, end),
        6 or 10 or 127 or 255 => position,
        7 => Skip(position, 12, end),
        8 => bytes[Skip(position, 1, end) - 1] <= 1 ? position + 1 : throw Invalid("BSON bool is neither false nor true"),
        11 => Text(bytes, Text(bytes, position, end), end),
        12 => Skip(String(bytes, position, end), 12, end),
        16 => Skip(position, 4, end),
        19 => Skip(position, 16, end),
        _ => throw Invalid($"Unrecognized BSON type {type}"),
    };

    private static int EndOf(ReadOnlySpan<byte> bytes, int position, int end)
    {
        var length = Length(bytes, position, end);
        return length >= Least ? Skip(position, length, end) : throw Invalid("Nested BSON object has to be at least 5 bytes");
    }

    private static int Text(ReadOnlySpan<byte> bytes, int position, int end) =>
        bytes[position..end].IndexOf((byte)0) is >= 0 and var length ? position + length + 1 : throw Invalid("Not null terminated string");

    private static int String(ReadOnlySpan<byte> bytes, int position, int end)
    {
        var length = Length(bytes, position, end);
        var next = Skip(position, (long)length + sizeof(int), end);
        return length > 0 && bytes[next - 1] == 0 ? next : throw Invalid("Not null terminated string");
    }

    private static int Length(ReadOnlySpan<byte> bytes, int position, int end) =>
        BinaryPrimitives.ReadInt32LittleEndian(bytes.Slice(position, Skip(position, sizeof(int), end) - position)) is >= 0 and var length ? length : throw Invalid("A length is negative");

    private static int Skip(int position, long length, int end) => position + length <= end ? (int)(position + length) : throw Invalid("BSON size is larger than buffer size");

    private static CommandException Invalid(string message) => new(ServerError.InvalidBSON, message);
}
