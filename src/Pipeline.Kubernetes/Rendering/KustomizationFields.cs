using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Rendering;

/// <summary>Reads typed fields of a mapping, and collects what is wrong with them.</summary>
internal sealed class KustomizationFields(JsonObject map, List<string> mistakes, string path = "")
{
    public void RequireType(string apiVersion, string kind)
    {
        if (Text("apiVersion") is { } version && version != apiVersion)
            mistakes.Add($"apiVersion '{version}' is not {apiVersion}");
        if (Text("kind") is { } found && found != kind)
            mistakes.Add($"kind '{found}' is neither Kustomization nor Component");
    }

    public string? Text(string name) => map[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        var other => Wrong<string>(name, "a text", other),
    };

    public string RequiredText(string name) => Text(name) is { Length: > 0 } text ? text : Missing(name);

    public bool Flag(string name) => map[name] switch
    {
        null => false,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        var other => Wrong<bool>(name, "true or false", other),
    };

    public long RequiredCount(string name) => map[name] switch
    {
        JsonValue value when value.TryGetValue(out long count) && count >= 0 => count,
        null => Missing(name).Length,
        var other => Wrong<long>(name, "a number that isn't negative", other),
    };

    public IReadOnlyList<string> Texts(string name) => map[name] switch
    {
        null => [],
        JsonArray list when list.All(x => x is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0) => [.. list.Select(x => x!.GetValue<string>())],
        var other => Wrong<IReadOnlyList<string>>(name, "a list of texts", other) ?? [],
    };

    public IReadOnlyDictionary<string, string> Pairs(string name) => map[name] switch
    {
        null => new Dictionary<string, string>(),
        JsonObject pairs when pairs.All(x => x.Value is JsonValue value && value.TryGetValue(out string? _)) => pairs.ToDictionary(x => x.Key, x => x.Value!.GetValue<string>()),
        var other => Wrong<IReadOnlyDictionary<string, string>>(name, "a mapping of texts to texts (quote numbers and booleans)", other) ?? new Dictionary<string, string>(),
    };

    public IReadOnlyList<KustomizationFields> Items(string name, IReadOnlyList<string> known)
    {
        if (map[name] is null)
            return [];
        if (map[name] is not JsonArray list || list.Any(x => x is not JsonObject))
        {
            Wrong<string>(name, "a list of mappings", map[name]);
            return [];
        }

        var items = new List<KustomizationFields>();
        foreach (var (item, index) in list.Select((x, i) => ((JsonObject)x!, i)))
        {
            var itemPath = $"{path}{name}[{index}].";
            foreach (var field in item.Select(x => x.Key).Except(known))
                mistakes.Add($"field '{itemPath}{field}' is not rendered by this version (known: {string.Join(", ", known)})");
            items.Add(new KustomizationFields(item, mistakes, itemPath));
        }

        return items;
    }

    private T? Wrong<T>(string name, string expected, JsonNode? found)
    {
        mistakes.Add($"field '{path}{name}' must be {expected}, not {found?.ToJsonString() ?? "null"}");
        return default;
    }

    private string Missing(string name)
    {
        mistakes.Add($"field '{path}{name}' is missing");
        return "";
    }
}
