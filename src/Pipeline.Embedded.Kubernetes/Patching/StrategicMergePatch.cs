using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Patching;

/// <summary>A strategic merge patch: a merge patch that merges lists by their merge keys and obeys <c>$patch</c>, <c>$retainKeys</c>, <c>$setElementOrder</c> and <c>$deleteFromPrimitiveList</c>
/// (<see href="https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md"/>).</summary>
internal static class StrategicMergePatch
{
    /// <summary>The object with the patch applied. The original isn't changed. Where there is no schema, lists are replaced.</summary>
    public static JsonObject Apply(JsonObject original, JsonNode patch, TypeSchema? schema)
    {
        if (patch is not JsonObject fields)
            throw PatchException.BadRequest($"error decoding patch: json: cannot unmarshal {(patch is JsonArray ? "array" : "value")} into Go value of type map[string]interface {{}}");
        return MergeFields((JsonObject)original.DeepClone(), (JsonObject)fields.DeepClone(), schema ?? TypeSchema.Unknown);
    }

    /// <summary>Merges a patch into an object. Both are taken over.</summary>
    internal static JsonObject MergeFields(JsonObject original, JsonObject patch, TypeSchema type)
    {
        switch (Take(patch, PatchDirectives.Patch).AsText())
        {
            case null:
                break;
            case PatchDirectives.Replace:
                return patch;
            case PatchDirectives.Delete:
                return [];
            case var other:
                throw PatchException.BadRequest($"unknown patch type: {other} in map: {patch.ToJsonString()}");
        }
        RetainKeys(original, patch);
        var orders = TakeAll(patch, PatchDirectives.SetElementOrder);
        var deletions = TakeAll(patch, PatchDirectives.DeleteFromList);
        foreach (var (name, items) in deletions)
            DeleteFrom(original, name, items);
        foreach (var (name, value) in patch.ToArray())
        {
            patch.Remove(name);
            var field = type.Fields.GetValueOrDefault(name);
            var child = field?.Type ?? type.Child(name) ?? TypeSchema.Unknown;
            if (value is null)
                original.Remove(name);
            else if (value is JsonObject fields)
                original[name] = MergeFields(original[name] as JsonObject ?? [], fields, child);
            else if (value is JsonArray items && (field?.Strategy ?? StrategicMerge.Replace) is { Merges: true } strategy)
                original[name] = ListMerge.Merge(Detach(original, name), items, orders.GetValueOrDefault(name), strategy, child.Element ?? TypeSchema.Unknown);
            else
                original[name] = value is JsonArray list ? WithoutDirectives(list) : value;
        }
        foreach (var (name, order) in orders)
        {
            // An order alone, without a patch of its list, only sorts.
            if (type.Fields.GetValueOrDefault(name) is { } field && original[name] is JsonArray)
                original[name] = ListMerge.Merge(Detach(original, name), [], order, field.Strategy, field.Type.Element ?? TypeSchema.Unknown);
        }
        return original;
    }

    private static JsonNode? Take(JsonObject patch, string name)
    {
        var value = patch[name];
        patch.Remove(name);
        return value;
    }

    private static JsonArray Detach(JsonObject original, string name)
    {
        var list = original[name] as JsonArray ?? [];
        original.Remove(name);
        return list;
    }

    private static Dictionary<string, JsonArray> TakeAll(JsonObject patch, string prefix)
    {
        var found = new Dictionary<string, JsonArray>();
        foreach (var (name, value) in patch.Where(field => field.Key.StartsWith($"{prefix}/", StringComparison.Ordinal)).ToArray())
        {
            patch.Remove(name);
            found[name[(prefix.Length + 1)..]] = value as JsonArray ?? throw PatchException.BadRequest(
                prefix == PatchDirectives.SetElementOrder ? "invalid patch format of setElementOrder list" : "invalid patch format of primitive list");
        }
        return found;
    }

    /// <summary>Clears the object's fields that the patch doesn't name among those to retain.</summary>
    private static void RetainKeys(JsonObject original, JsonObject patch)
    {
        if (!patch.ContainsKey(PatchDirectives.RetainKeys))
            return;
        if (Take(patch, PatchDirectives.RetainKeys) is not JsonArray retained)
            throw PatchException.BadRequest("invalid patch format of retainKeys");
        var names = retained.Select(name => name.AsText()).ToHashSet();
        if (patch.Any(field => field.Value is not null && !field.Key.StartsWith('$') && !names.Contains(field.Key)))
            throw PatchException.BadRequest("patch content doesn't match retainKeys list");
        foreach (var name in original.Select(field => field.Key).Where(name => !names.Contains(name)).ToArray())
            original.Remove(name);
    }

    private static void DeleteFrom(JsonObject original, string name, JsonArray deleted)
    {
        if (original[name] is not JsonArray items)
            return;
        foreach (var item in items.Where(item => deleted.Any(gone => JsonNode.DeepEquals(gone, item))).ToArray())
            items.Remove(item);
    }

    private static JsonArray WithoutDirectives(JsonArray items) =>
        new([.. items.Where(item => !(item is JsonObject { Count: 1 } && item.Text(PatchDirectives.Patch) is PatchDirectives.Replace)).Select(item => item?.DeepClone())]);
}
