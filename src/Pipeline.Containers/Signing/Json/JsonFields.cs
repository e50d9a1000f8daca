using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Containers.Signing.Json;

/// <summary>The fields of one JSON object by their types. What is missing or of another type is a <see cref="FormatException"/> with its path.</summary>
internal readonly struct JsonFields(JsonObject map, string path = "")
{
    public JsonObject Map => map;

    public string Text(string name) => OptionalText(name) ?? throw Missing(name);

    public string? OptionalText(string name) => Value(name, JsonValueKind.String, "text")?.GetValue<string>();

    public DateTimeOffset Time(string name) => OptionalTime(name) ?? throw Missing(name);

    public DateTimeOffset? OptionalTime(string name) => OptionalText(name) is not { } text
        ? null
        : Timestamp.TryParse(text, out var time) ? time : throw Wrong(name, $"'{text}' is no time as RFC 3339 writes it (2026-03-04T05:06:07Z)");

    public int Integer(string name) => OptionalInteger(name) ?? throw Missing(name);

    public int? OptionalInteger(string name) => Value(name, JsonValueKind.Number, "a number") is not { } value
        ? null
        : int.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(name, "it must be a whole number");

    public double? OptionalNumber(string name) => Value(name, JsonValueKind.Number, "a number") is { } value
        ? double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : null;

    public Digest Digest(string name) => Containers.Digest.TryParse(Text(name), out var digest) ? digest : throw Wrong(name, "it must be sha256: and 64 hexadecimal digits");

    public JsonFields Object(string name) => OptionalObject(name) ?? throw Missing(name);

    public JsonFields? OptionalObject(string name) => map[name] switch
    {
        null => null,
        JsonObject child => new JsonFields(child, PathOf(name)),
        _ => throw Wrong(name, "it must be an object"),
    };

    /// <summary>A list of objects; empty where the field is missing.</summary>
    public IReadOnlyList<JsonFields> Objects(string name)
    {
        var at = PathOf(name);
        return [.. Items(name).Select((x, i) => x is JsonObject child ? new JsonFields(child, $"{at}[{i}]") : throw new FormatException($"{at}[{i}] must be an object"))];
    }

    /// <summary>A list of texts; empty where the field is missing.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var at = PathOf(name);
        return [.. Items(name).Select((x, i) => TextOf(x) ?? throw new FormatException($"{at}[{i}] must be text"))];
    }

    /// <summary>Names with a text each; empty where the field is missing.</summary>
    public IReadOnlyDictionary<string, string> TextMap(string name)
    {
        var at = PathOf(name);
        return OptionalObject(name)?.Map.ToDictionary(x => x.Key, x => TextOf(x.Value) ?? throw new FormatException($"{at}.{x.Key} must be text"), StringComparer.Ordinal)
            ?? new Dictionary<string, string>();
    }

    public FormatException Wrong(string name, string why) => new($"the field '{PathOf(name)}' is wrong: {why}");

    private FormatException Missing(string name) => new($"the field '{PathOf(name)}' is missing");

    private JsonArray Items(string name) => map[name] switch
    {
        null => [],
        JsonArray items => items,
        _ => throw Wrong(name, "it must be a list"),
    };

    // JSON's null counts as not there, as protobuf's JSON mapping says (which in-toto's formats follow).
    private JsonNode? Value(string name, JsonValueKind kind, string expected)
    {
        if (map[name] is not { } value)
            return null;
        return value.GetValueKind() == kind ? value : throw Wrong(name, $"it must be {expected}");
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
