using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering;

/// <summary>Where a transformer writes: a path in objects of a kind. Lists on the way are entered, item by item (kustomize's fieldSpec).</summary>
/// <param name="Path">Segments with / between them.</param>
/// <param name="Create">Makes what is missing on the way.</param>
/// <param name="Kind">Only in objects of this kind; null for any.</param>
/// <param name="Group">Only in objects of this API group, empty for the core group; null for any.</param>
internal sealed record FieldSpec(string Path, bool Create, string? Kind = null, string? Group = null)
{
    private readonly string[] segments = Path.Split('/');

    /// <summary>Calls <paramref name="set"/> with each map that the path leads to, in this object.</summary>
    public void Visit(ManifestObject item, Action<JsonObject> set)
    {
        if ((Kind is null || Kind == item.Kind) && (Group is null || Group == item.Group))
            Visit(item.Body, 0, set);
    }

    private void Visit(JsonNode? node, int depth, Action<JsonObject> set)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                    Visit(item, depth, set);
                break;
            case JsonObject map when depth == segments.Length:
                set(map);
                break;
            case JsonObject map:
                if (map[segments[depth]] is null)
                {
                    if (!Create)
                        return;
                    map[segments[depth]] = new JsonObject();
                }

                Visit(map[segments[depth]], depth + 1, set);
                break;
        }
    }
}
