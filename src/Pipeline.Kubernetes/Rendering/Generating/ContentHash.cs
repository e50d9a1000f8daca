using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Rendering.Resources;

namespace Pipeline.Kubernetes.Rendering.Generating;

/// <summary>The suffix that stands for a ConfigMap's or Secret's content, as kustomize and kubectl compute it (k8s.io/kubectl/pkg/util/hash).</summary>
internal static class ContentHash
{
    public static string Of(Resource item)
    {
        var json = new StringBuilder("{");
        // Sorted by name; kustomize leaves the name empty.
        if (item.Kind == "ConfigMap")
        {
            if (item.Body["binaryData"] is JsonObject binary)
                Append(json, "binaryData", binary).Append(',');
            Append(json, "data", item.Body["data"]).Append(",\"kind\":\"ConfigMap\",\"name\":\"\"");
        }
        else
        {
            Append(json, "data", item.Body["data"]).Append(",\"kind\":\"Secret\",\"name\":\"\",");
            if (item.Body["stringData"] is JsonObject text)
                Append(json, "stringData", text).Append(',');
            Append(json, "type", item.Body["type"]);
        }

        json.Append('}');
        return Encode(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.ToString()))));
    }

    // No vowels and no digits that look like them: a suffix must not spell a word.
    private static string Encode(string hex) => string.Create(10, hex, static (suffix, digits) =>
    {
        for (var i = 0; i < suffix.Length; i++)
        {
            suffix[i] = digits[i] switch
            {
                '0' => 'g',
                '1' => 'h',
                '3' => 'k',
                'a' => 'm',
                'e' => 't',
                var other => other,
            };
        }
    });

    private static StringBuilder Append(StringBuilder json, string name, JsonNode? value)
    {
        json.Append('"').Append(name).Append("\":");
        if (value is not JsonObject map)
            return Append(json, value is JsonValue scalar && scalar.TryGetValue(out string? text) ? text : "");

        json.Append('{');
        foreach (var (index, (key, item)) in map.OrderBy(x => x.Key, StringComparer.Ordinal).Index())
        {
            Append(index == 0 ? json : json.Append(','), key).Append(':');
            Append(json, item!.GetValue<string>());
        }

        return json.Append('}');
    }

    // As Go's encoding/json writes a string: it escapes what would mean something in HTML.
    private static StringBuilder Append(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var character in text)
        {
            json = character switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => json.Append(null, $"\\u{(int)character:x4}"),
                _ => json.Append(character),
            };
        }

        return json.Append('"');
    }
}
