using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Manifests;

/// <summary>Writes objects as YAML that is the same for the same objects and reads well: identity first, texts quoted only where a reader could take them for something else.</summary>
internal sealed class YamlWriter
{
    private static readonly string[] ObjectOrder = ["apiVersion", "kind", "metadata"];
    private static readonly string[] MetadataOrder = ["name", "namespace", "labels", "annotations"];
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder output = new();

    public static string Write(IEnumerable<ManifestObject> objects)
    {
        var writer = new YamlWriter();
        foreach (var item in objects)
        {
            if (writer.output.Length > 0)
                writer.output.Append("---\n");
            writer.Map(item.Body, 0, Ordered(item.Body, ObjectOrder).Select(x => x.Key == "metadata" && x.Value is JsonObject metadata
                ? KeyValuePair.Create(x.Key, (JsonNode?)new JsonObject(Ordered(metadata, MetadataOrder).Select(y => KeyValuePair.Create(y.Key, y.Value?.DeepClone()))))
                : x));
        }

        return writer.output.ToString();
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Ordered(JsonObject map, string[] first) =>
        map.Select((x, i) => (x, i)).OrderBy(x => Array.IndexOf(first, x.x.Key) is var rank and >= 0 ? rank : first.Length).ThenBy(x => x.i).Select(x => x.x);

    private void Map(JsonObject map, int indent, IEnumerable<KeyValuePair<string, JsonNode?>>? entries = null, bool startsOnLine = false)
    {
        foreach (var (key, value) in entries ?? map)
        {
            if (!startsOnLine)
                output.Append(' ', indent);
            startsOnLine = false;
            output.Append(Inline(key)).Append(':');
            Value(value, indent);
        }
    }

    // A list stands at the indent of its key, as kubectl and kustomize write it.
    private void Sequence(JsonArray list, int indent)
    {
        foreach (var item in list)
        {
            output.Append(' ', indent).Append('-');
            if (item is JsonObject { Count: > 0 } map)
            {
                output.Append(' ');
                Map(map, indent + 2, startsOnLine: true);
            }
            else if (item is JsonArray { Count: > 0 } nested)
            {
                output.Append('\n');
                Sequence(nested, indent + 2);
            }
            else
            {
                Value(item, indent);
            }
        }
    }

    private void Value(JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                output.Append('\n');
                Map(map, indent + 2);
                break;
            case JsonArray { Count: > 0 } list:
                output.Append('\n');
                Sequence(list, indent);
                break;
            case JsonObject:
                output.Append(" {}\n");
                break;
            case JsonArray:
                output.Append(" []\n");
                break;
            case JsonValue scalar when scalar.TryGetValue(out string? text):
                Text(text, indent + 2);
                break;
            default:
                output.Append(' ').Append(value?.ToJsonString() ?? "null").Append('\n');
                break;
        }
    }

    private void Text(string text, int indent)
    {
        if (!IsBlock(text))
        {
            output.Append(' ').Append(Inline(text)).Append('\n');
            return;
        }

        var lines = text.Split('\n');
        var endsWithNewLine = lines[^1].Length == 0;
        output.Append(endsWithNewLine ? " |\n" : " |-\n");
        foreach (var line in endsWithNewLine ? lines[..^1] : lines)
            output.Append(' ', line.Length == 0 ? 0 : indent).Append(line).Append('\n');
    }

    // Several lines of printable text that a block keeps exactly: one newline at the end at most, no space where the indent is read from.
    private static bool IsBlock(string text) => text.Contains('\n')
        && text[0] is not (' ' or '\n' or '\t')
        && !text.EndsWith("\n\n", StringComparison.Ordinal)
        && !text.Contains(" \n", StringComparison.Ordinal) && text[^1] != ' '
        && text.All(x => x == '\n' || x == '\t' || IsPrintable(x));

    private static string Inline(string text) => IsPlain(text) ? text : Quoted(text);

    private static bool IsPlain(string text) => text.Length > 0
        && (char.IsAsciiLetterOrDigit(text[0]) || text[0] is '/' or '.' or '_' or '(' or '$' or '+' or '-' && text.Length > 1 && char.IsAsciiLetterOrDigit(text[1]))
        && text[^1] is not (' ' or ':')
        && text.All(IsPrintable)
        && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal)
        && !text.StartsWith("---", StringComparison.Ordinal) && !text.StartsWith("...", StringComparison.Ordinal)
        && !YamlScalar.IsAmbiguous(text);

    private static bool IsPrintable(char x) => x is >= ' ' and <= '~' or >= '\u00A1' and < '\u2000';

    private static string Quoted(string text)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
            writer.WriteStringValue(text);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
