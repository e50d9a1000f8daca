using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Rendering.Patching;

/// <summary>
/// Merges a strategic merge patch into an object, as kustomize does: mappings field by field, lists by the API's merge keys with the patch's items
/// first, everything else replaced; null removes. (kustomize knows no $setElementOrder, $deleteFromPrimitiveList and $retainKeys: they are taken for fields.)
/// </summary>
internal sealed class StrategicMerge(MergeKeys keys)
{
    /// <summary>The merged object; null when the patch deletes it. The patch may be changed.</summary>
    /// <exception cref="PatchException">The patch doesn't fit the object.</exception>
    public JsonObject? Apply(JsonObject target, JsonObject patch) => Merge(target, patch, isPatched: true, "") as JsonObject;

    // isPatched: the patch says something here, if only null.
    internal JsonNode? Merge(JsonNode? target, JsonNode? patch, bool isPatched, string path) => (target ?? patch) switch
    {
        null => null,
        JsonObject => Maps(Expect<JsonObject>(target, path), Expect<JsonObject>(patch, path), isPatched, path),
        JsonArray => Lists(Expect<JsonArray>(target, path), Expect<JsonArray>(patch, path), isPatched, path),
        _ => isPatched ? Expect<JsonValue>(patch, path) : Expect<JsonValue>(target, path),
    };

    private JsonObject? Maps(JsonObject? target, JsonObject? patch, bool isPatched, string path)
    {
        if (isPatched && patch is null)
            return null;
        if (patch is not null)
        {
            var directive = PatchDirectives.Take(patch);
            if (directive == PatchDirective.Delete)
                return null;
            if (directive == PatchDirective.Replace || target is null)
                target = patch;
        }

        if (target is null)
            return null;

        var names = new HashSet<string>(target.Select(x => x.Key), StringComparer.Ordinal);
        names.UnionWith(patch?.Select(x => x.Key) ?? []);
        foreach (var name in names)
        {
            var old = target[name];
            JsonNode? addition = null;
            var added = patch is not null && patch.TryGetPropertyValue(name, out addition);
            var merged = Merge(old, addition, added, path.Length == 0 ? name : $"{path}/{name}");
            // A null that the patch doesn't speak of stays.
            if (merged is null && added)
                target.Remove(name);
            else if (!ReferenceEquals(merged, old))
                target[name] = Detached(merged);
        }

        return target;
    }

    private JsonArray? Lists(JsonArray? target, JsonArray? patch, bool isPatched, string path)
    {
        if (isPatched && patch is null)
            return null;
        if (keys.Find(path) is not { } itemKeys)
            return isPatched ? patch : target;

        if (patch is not null && target is not null)
        {
            var directive = PatchDirectives.Take(patch);
            if (directive == PatchDirective.Delete)
                return null;
            if (directive == PatchDirective.Replace)
                target = patch;
        }

        return new KeyedListMerge(this, itemKeys, path).Apply(target ?? patch!, patch);
    }

    internal static JsonNode? Detached(JsonNode? node) => node?.Parent is null ? node : node.DeepClone();

    private static T? Expect<T>(JsonNode? node, string path)
        where T : JsonNode => node switch
    {
        null => null,
        T expected => expected,
        _ => throw new PatchException($"'{path.Replace('/', '.')}' is {(node is JsonObject ? "a mapping" : node is JsonArray ? "a list" : node.ToJsonString())} on one side and something else on the other"),
    };
}
