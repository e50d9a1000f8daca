using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Patching;

/// <summary>Lists in a strategic merge patch that are merged rather than replaced.</summary>
internal static class ListMerge
{
    /// <summary>Merges a patch's items into a list and puts the result in order: the order that the patch asks for, items of the object alone where they stood.</summary>
    public static JsonArray Merge(JsonArray original, JsonArray patch, JsonArray? order, StrategicMerge strategy, TypeSchema element)
    {
        if (strategy.Key is not { } key)
        {
            var values = original.Concat(patch).Select(item => item?.DeepClone()).ToList();
            return Sort(Distinct(values), Identity(original), Identity(patch), order is null ? null : Identity(order), Identify);
        }
        if (patch.Any(item => item is not JsonObject))
            throw PatchException.BadRequest("expected map in list");
        var fields = patch.Cast<JsonObject>().ToList();
        if (fields.Find(item => item.Text(PatchDirectives.Patch) == PatchDirectives.Replace) is not null)
            return new([.. fields.Where(item => item.Text(PatchDirectives.Patch) != PatchDirectives.Replace).Select(item => item.DeepClone())]);
        var merged = original.Select(item => item?.DeepClone()).ToList();
        foreach (var item in fields)
        {
            var directive = item.Text(PatchDirectives.Patch);
            if (directive == PatchDirectives.Merge)
                throw PatchException.BadRequest("merging lists cannot yet be specified in the patch");
            if (directive is not (null or PatchDirectives.Delete))
                throw PatchException.BadRequest($"unknown patch type: {directive} in map: {item.ToJsonString()}");
            if (!item.TryGetPropertyValue(key, out var id))
                throw PatchException.BadRequest($"map: {item.ToJsonString()} does not contain declared merge key: {key}");
            if (directive == PatchDirectives.Delete)
            {
                merged.RemoveAll(existing => IsSame(existing, key, id));
                continue;
            }
            var index = merged.FindIndex(existing => IsSame(existing, key, id));
            if (index >= 0)
                merged[index] = StrategicMergePatch.MergeFields((JsonObject)merged[index]!, (JsonObject)item.DeepClone(), element);
            else
                merged.Add(StrategicMergePatch.MergeFields([], (JsonObject)item.DeepClone(), element));
        }
        string? IdentifyByKey(JsonNode? item) => (item as JsonObject)?[key]?.ToJsonString();
        var wanted = fields.Where(item => item.Text(PatchDirectives.Patch) != PatchDirectives.Delete).Select(IdentifyByKey).ToList();
        if (order is not null)
            CheckOrder(wanted, [.. order.Select(IdentifyByKey)]);
        return Sort(merged, [.. original.Select(IdentifyByKey)], wanted, order is null ? null : [.. order.Select(IdentifyByKey)], IdentifyByKey);
    }

    /// <summary>The patch's own items must stand in the order that it asks for.</summary>
    private static void CheckOrder(List<string?> patch, List<string?> order)
    {
        var places = patch.Select(id => order.IndexOf(id)).ToArray();
        if (places.Contains(-1) || !places.SequenceEqual(places.Order()))
            throw PatchException.BadRequest($"The order in patch list:\n[{string.Join(' ', patch)}]\n doesn't match {PatchDirectives.SetElementOrder} list:\n[{string.Join(' ', order)}]\n");
    }

    private static bool IsSame(JsonNode? item, string key, JsonNode? id) => item is JsonObject fields && fields.TryGetPropertyValue(key, out var other) && JsonNode.DeepEquals(id, other);

    private static string? Identify(JsonNode? item) => item?.ToJsonString();

    private static List<string?> Identity(JsonArray items) => [.. items.Select(Identify)];

    private static List<JsonNode?> Distinct(List<JsonNode?> items) => [.. items.DistinctBy(Identify)];

    /// <summary>Items of the patch in its order (or in the order that it asks for), each after the items of the object alone that stood before its own old place.</summary>
    private static JsonArray Sort(List<JsonNode?> merged, List<string?> original, List<string?> patch, List<string?>? order, Func<JsonNode?, string?> identify)
    {
        var wanted = order ?? patch;
        var left = new Queue<JsonNode?>(merged.Where(item => !wanted.Contains(identify(item))).OrderBy(item => original.IndexOf(identify(item))));
        var right = new Queue<JsonNode?>(merged.Where(item => wanted.Contains(identify(item))).OrderBy(item => wanted.IndexOf(identify(item))));
        var sorted = new JsonArray();
        while (left.Count > 0 || right.Count > 0)
        {
            // An item that the object didn't have comes before those that it had alone.
            if (right.Count == 0 || (left.Count > 0 && original.IndexOf(identify(left.Peek())) < original.IndexOf(identify(right.Peek()))))
                sorted.Add(left.Dequeue());
            else
                sorted.Add(right.Dequeue());
        }
        return sorted;
    }
}
