using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Rendering.Resources;

namespace Pipeline.Kubernetes.Rendering.Transforming;

/// <summary>Where a transformer writes: a path in objects of a kind. Lists on the way are entered, item by item (kustomize's fieldSpec).</summary>
/// <param name="Path">Segments with / between them; \/ is a slash in a segment; a segment that ends in [] is a list, which isn't made when it is missing.</param>
/// <param name="Create">Makes what is missing on the way.</param>
/// <param name="Kind">Only in objects of this kind; null for any.</param>
/// <param name="Group">Only in objects of this API group; null for any.</param>
/// <param name="Version">Only in objects of this API version; null for any.</param>
internal sealed record FieldSpec(string Path, bool Create, string? Kind = null, string? Group = null, string? Version = null)
{
    private readonly string[] segments = Split(Path);

    public bool Selects(ResourceId id) => (Kind is null || Kind == id.Kind) && (Group is null || Group == id.Group) && (Version is null || Version == id.Version);

    /// <summary>Calls <paramref name="set"/> with each value that the path leads to; what is missing there is made by <paramref name="make"/>.</summary>
    public void Visit(Resource item, Func<JsonNode> make, Action<JsonNode> set)
    {
        if (Selects(item.Id))
            Visit(item, item.Body, 0, make, set);
    }

    /// <summary>Calls <paramref name="set"/> with each value that is there, whatever the object's kind is now.</summary>
    public void Follow(Resource item, Action<JsonNode> set) => Visit(item, item.Body, 0, static () => new JsonObject(), set);

    private void Visit(Resource item, JsonNode node, int depth, Func<JsonNode> make, Action<JsonNode> set)
    {
        if (depth == segments.Length)
        {
            set(node);
            return;
        }

        switch (node)
        {
            case JsonArray list:
                foreach (var element in list.ToArray())
                {
                    if (element is not null)
                        Visit(item, element, depth, make, set);
                }

                break;
            case JsonObject map:
                var (name, isList) = segments[depth] is [.. var listName, '[', ']'] ? (listName, true) : (segments[depth], false);
                if (map[name] is null)
                {
                    if (!Create || isList)
                        return;
                    map[name] = depth == segments.Length - 1 ? make() : new JsonObject();
                }

                Visit(item, map[name]!, depth + 1, make, set);
                break;
            default:
                throw new PipelineException(KubernetesErrors.MalformedManifest, $"{item.Source}: {item}: '{string.Join('.', segments[..depth])}' is {node.ToJsonString()}, which holds no '{segments[depth]}'. Correct it.");
        }
    }

    private static string[] Split(string path) =>
        [.. path.Replace("\\/", "\0", StringComparison.Ordinal).Split('/').Select(x => x.Replace('\0', '/'))];
}
