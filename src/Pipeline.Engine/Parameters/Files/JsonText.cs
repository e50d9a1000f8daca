using System.Text;
using System.Text.Json;

namespace Pipeline.Engine.Parameters.Files;

/// <summary>Reads JSON with positions. Comments and trailing commas are allowed, as editors allow them in settings.</summary>
internal static class JsonText
{
    private static readonly byte[] s_byteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="JsonException">It isn't JSON; the exception has line and byte position.</exception>
    public static JsonValue Read(ReadOnlySpan<byte> bytes)
    {
        var offset = bytes.StartsWith(s_byteOrderMark) ? s_byteOrderMark.Length : 0;
        var reader = new Utf8JsonReader(bytes[offset..], new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        var value = ReadValue(ref reader, offset);
        reader.Read();
        return value;
    }

    public static JsonValue Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    /// <summary>Line and column of an offset, both from 1.</summary>
    public static (int Line, int Column) Position(ReadOnlySpan<byte> bytes, int offset)
    {
        var before = bytes[..Math.Min(offset, bytes.Length)];
        var line = before.Count((byte)'\n') + 1;
        var start = before.LastIndexOf((byte)'\n') + 1;
        var inLine = before[start..];
        if (inLine.StartsWith(s_byteOrderMark))
            inLine = inLine[s_byteOrderMark.Length..];
        return (line, Encoding.UTF8.GetCharCount(inLine) + 1);
    }

    /// <summary>Line and column of what a <see cref="JsonException"/> complains about.</summary>
    public static (int Line, int Column) Position(ReadOnlySpan<byte> bytes, JsonException exception)
    {
        var line = (int)(exception.LineNumber ?? 0);
        var start = 0;
        for (var i = 0; i < line; i++)
            start += bytes[start..].IndexOf((byte)'\n') + 1;
        if (start == 0 && bytes.StartsWith(s_byteOrderMark))
            start = s_byteOrderMark.Length;
        return Position(bytes, start + (int)(exception.BytePositionInLine ?? 0));
    }

    private static JsonValue ReadValue(ref Utf8JsonReader reader, int offset)
    {
        var start = (int)reader.TokenStartIndex + offset;
        JsonValue value;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                value = new JsonValue(JsonTokenType.StartObject, start);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    var nameStart = (int)reader.TokenStartIndex + offset;
                    reader.Read();
                    value.Members.Add(new JsonMember(name, nameStart, ReadValue(ref reader, offset)));
                }

                break;
            case JsonTokenType.StartArray:
                value = new JsonValue(JsonTokenType.StartArray, start);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    value.Items.Add(ReadValue(ref reader, offset));
                break;
            case JsonTokenType.String:
                value = new JsonValue(JsonTokenType.String, start) { Text = reader.GetString()! };
                break;
            default:
                value = new JsonValue(reader.TokenType, start) { Text = Encoding.UTF8.GetString(reader.ValueSpan) };
                break;
        }

        value.End = (int)reader.BytesConsumed + offset;
        return value;
    }
}
