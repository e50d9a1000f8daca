using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;
using YamlDotNet.Core;

namespace Pipeline.Kubernetes.Reporting;

/// <summary>A manifest or kustomization with the places of its keys.</summary>
internal sealed class SourceFile(string path, IReadOnlyList<JsonNode> documents, YamlPositions positions)
{
    private static readonly string[] ListKeys = ["name", "containerPort", "port", "mountPath", "type", "key"];

    /// <summary>The file of a source: what is generated names its kustomization, and the field in it after that.</summary>
    public static string PathOf(string source) => source.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var end ? source[..end] : source;

    /// <summary>Null where there is no such file, or none that can be read: a place is worth no failure.</summary>
    public static async Task<SourceFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var positions = new YamlPositions();
            return new SourceFile(path, YamlReader.ReadAll(await File.ReadAllTextAsync(path, cancellationToken), path, positions), positions);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or PipelineException)
        {
            return null;
        }
    }

    public SourceLocation? Locate(ManifestObject item, string fieldPath)
    {
        if (item.Source.Length > path.Length)
            return Location(Walk(documents.OfType<JsonObject>().FirstOrDefault(), null, item.Source[(path.Length + 2)..]));
        var found = documents.SelectMany(Objects).Where(x => x.Text("kind") == item.Kind).ToList();
        var own = found.Find(x => Name(x) == item.Name) ?? found.Find(x => Name(x) is { } name && item.Name.Contains(name, StringComparison.Ordinal)) ?? (found.Count == 1 ? found[0] : null);
        return own is null ? null : Location(Walk(own, item.Body, fieldPath) ?? positions.Find(own));
    }

    private SourceLocation? Location(Mark? mark) => mark is { } found ? new SourceLocation(path, (int)found.Line, (int)found.Column) : null;

    private static IEnumerable<JsonObject> Objects(JsonNode? document) => document is JsonObject map && map["items"] is JsonArray items ? items.SelectMany(Objects) : document is JsonObject single ? [single] : [];

    private static string? Name(JsonObject map) => map.At("metadata").Text("name");

    /// <summary>The place of the last part that is there.</summary>
    private Mark? Walk(JsonNode? own, JsonNode? rendered, string fieldPath)
    {
        Mark? mark = null;
        foreach (var part in JsonFields.Parts(fieldPath))
        {
            if (part is string key && own is JsonObject map && map.ContainsKey(key))
            {
                mark = positions.Find(map, key) ?? mark;
                own = map[key];
                rendered = rendered.At(key);
            }
            else if (part is int index && own is JsonArray list)
            {
                var wanted = rendered is JsonArray all && index < all.Count ? all[index] : null;
                own = rendered is null ? (index < list.Count ? list[index] : null) : list.FirstOrDefault(x => IsSame(x, wanted));
                rendered = wanted;
                if (own is null)
                    return mark;
                mark = own is JsonObject entry ? positions.Find(entry) ?? mark : mark;
            }
            else
            {
                return mark;
            }
        }

        return mark;
    }

    // Patches merge lists by key, so that an item may stand elsewhere than in its file.
    private static bool IsSame(JsonNode? own, JsonNode? rendered) =>
        JsonNode.DeepEquals(own, rendered) || own is JsonObject && ListKeys.FirstOrDefault(x => own.Has(x)) is { } key && JsonNode.DeepEquals(own.At(key), rendered.At(key));
}
