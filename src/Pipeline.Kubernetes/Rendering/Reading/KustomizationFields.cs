using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Patching;

namespace Pipeline.Kubernetes.Rendering.Reading;

/// <summary>Reads typed fields of a mapping, and collects what is wrong with them.</summary>
internal sealed class KustomizationFields(JsonObject map, YamlPositions positions, List<string> mistakes, string path = "")
{
    /// <summary>Where this mapping stands, as <c>patches[0]</c>.</summary>
    public string Place => path.TrimEnd('.');

    public bool Has(string name) => map[name] is not null;

    public void Add(string name, string mistake) => AddAt(positions.Of(map, name), mistake);

    public void RequireType(string apiVersion, string kind)
    {
        if (Text("apiVersion") is { } version && version != apiVersion)
            Add("apiVersion", $"apiVersion '{version}' is not {apiVersion}");
        if (Text("kind") is { } found && found != kind)
            Add("kind", $"kind '{found}' is neither Kustomization nor Component");
    }

    public void RequireKnown(IReadOnlyList<string> known, IReadOnlyList<string> notRendered)
    {
        foreach (var (name, _) in map)
        {
            if (notRendered.Contains(name))
                Add(name, $"field '{path}{name}' is not rendered by this version");
            else if (!known.Contains(name))
                Add(name, $"unknown field '{path}{name}'{(NearMiss.Of(name, [.. known, .. notRendered]) is { } near ? $"; did you mean '{near}'?" : path.Length > 0 ? $" (known: {string.Join(", ", known)})" : "")}");
        }
    }

    public string? Text(string name) => map[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        var other => Wrong<string>(name, "a text", other),
    };

    public string RequiredText(string name) => map[name] is null || ManifestObject.Text(map, name) is "" ? Missing(name) : Text(name) ?? "";

    public bool Flag(string name) => map[name] switch
    {
        null => false,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        var other => Wrong<bool>(name, "true or false", other),
    };

    public int Number(string name) => map[name] switch
    {
        null => 0,
        JsonValue value when value.TryGetValue(out long number) && number is >= int.MinValue and <= int.MaxValue => (int)number,
        var other => Wrong<int>(name, "a whole number", other),
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

    /// <summary>One of several words; the first when nothing is said.</summary>
    public string Word(string name, params IReadOnlyList<string> words)
    {
        var text = Text(name);
        if (text is null or "")
            return words[0];
        if (words.Contains(text))
            return text;
        Add(name, $"field '{path}{name}' must be one of {string.Join(", ", words)}, not '{text}'");
        return words[0];
    }

    /// <summary>A regular expression for a whole text.</summary>
    public Regex? Expression(string name)
    {
        try
        {
            return ResourceSelector.Pattern(Text(name));
        }
        catch (RegexParseException error)
        {
            Add(name, $"field '{path}{name}' is no regular expression: {error.Message.TrimEnd('.')}");
            return null;
        }
    }

    public LabelSelector? Selector(string name)
    {
        try
        {
            return LabelSelector.Parse(Text(name));
        }
        catch (PatchException error)
        {
            Add(name, $"field '{path}{name}': {error.Message}");
            return null;
        }
    }

    /// <summary>A mapping; null where there is none.</summary>
    public KustomizationFields? Item(string name, IReadOnlyList<string> known)
    {
        if (map[name] is null)
            return null;
        if (map[name] is JsonObject item)
            return Below(item, $"{path}{name}.", known);

        Wrong<string>(name, "a mapping", map[name]);
        return null;
    }

    public IReadOnlyList<KustomizationFields> Items(string name, IReadOnlyList<string> known)
    {
        if (map[name] is null)
            return [];
        if (map[name] is JsonArray list && list.All(x => x is JsonObject))
            return [.. list.Select((x, i) => Below(x!.AsObject(), $"{path}{name}[{i}].", known))];

        Wrong<string>(name, "a list of mappings", map[name]);
        return [];
    }

    private KustomizationFields Below(JsonObject item, string itemPath, IReadOnlyList<string> known)
    {
        var fields = new KustomizationFields(item, positions, mistakes, itemPath);
        fields.RequireKnown(known, []);
        return fields;
    }

    private void AddAt(string place, string mistake) => mistakes.Add(place.Length > 0 ? $"{place}: {mistake}" : mistake);

    private T? Wrong<T>(string name, string expected, JsonNode? found)
    {
        Add(name, $"field '{path}{name}' must be {expected}, not {found?.ToJsonString() ?? "null"}");
        return default;
    }

    private string Missing(string name)
    {
        AddAt(positions.Of(map), $"field '{path}{name}' is missing");
        return "";
    }
}
