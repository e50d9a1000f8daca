using System.Text.Json;

namespace Pipeline.Containers.Scanning.Reports;

/// <summary>What a pass over a report needs of the JSON reader. Null stands for "not there" everywhere, as Go writes empty lists.</summary>
internal static class JsonFields
{
    /// <summary>Goes into an object; false for null.</summary>
    public static bool Enter(this ref Utf8JsonReader reader) => Starts(ref reader, JsonTokenType.StartObject);

    /// <summary>Goes into a list; false for null.</summary>
    public static bool EnterList(this ref Utf8JsonReader reader) => Starts(ref reader, JsonTokenType.StartArray);

    /// <summary>To the next field's name; false at the object's end.</summary>
    public static bool NextField(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>To the next item; false at the list's end.</summary>
    public static bool NextItem(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>The field's text; null for null.</summary>
    public static string? Text(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    /// <summary>The field's number; 0 for null.</summary>
    public static int Number(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? 0 : reader.GetInt32();
    }

    /// <summary>Passes over the field's value.</summary>
    public static void Pass(this ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static bool Starts(ref Utf8JsonReader reader, JsonTokenType start)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return false;
        return reader.TokenType == start
            ? true
            : throw new FormatException($"{(start == JsonTokenType.StartObject ? "an object" : "a list")} was expected at byte {reader.TokenStartIndex}, but there is {reader.TokenType}.");
    }
}
