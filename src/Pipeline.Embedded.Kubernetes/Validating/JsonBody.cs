using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Patching;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>A JSON body, read so that fields given twice are noticed.</summary>
internal static class JsonBody
{
    /// <summary>JSON as Go writes it in messages: only what must be escaped is.</summary>
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a body; what is given twice is added to <paramref name="duplicates"/>, and the last one counts.</summary>
    public static JsonNode? Read(ReadOnlySpan<byte> body, List<string> duplicates)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 256 });
            reader.Read();
            var value = ReadValue(ref reader, "", duplicates);
            // Anything behind the value is a mistake of its own.
            reader.Read();
            return value;
        }
        catch (JsonException mistake)
        {
            throw PatchException.BadRequest($"couldn't get version/kind; json parse error: {mistake.Message}");
        }
    }

    /// <summary>Reads a body that is a JSON object; null for any other.</summary>
    public static JsonObject? TryReadObject(ReadOnlySpan<byte> body, List<string> duplicates)
    {
        if (body.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            return null;
        try
        {
            return Read(body, duplicates) as JsonObject;
        }
        catch (PatchException)
        {
            duplicates.Clear();
            return null;
        }
    }

    /// <summary>A value's kind in the words of Go's decoder.</summary>
    public static string GoKind(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => "null",
    };

    private static JsonNode? ReadValue(ref Utf8JsonReader reader, string path, List<string> duplicates)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var fields = new JsonObject();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    var place = path.Length == 0 ? name : $"{path}.{name}";
                    reader.Read();
                    var value = ReadValue(ref reader, place, duplicates);
                    if (fields.ContainsKey(name))
                        duplicates.Add($"duplicate field {JsonSerializer.Serialize(place, Plain)}");
                    fields[name] = value;
                }
                return fields;
            case JsonTokenType.StartArray:
                var items = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadValue(ref reader, $"{path}[{items.Count}]", duplicates));
                return items;
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString()!);
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? JsonValue.Create(whole) : JsonValue.Create(reader.GetDouble());
            case JsonTokenType.True or JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            default:
                return null;
        }
    }
}
