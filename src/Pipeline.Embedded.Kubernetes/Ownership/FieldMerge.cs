using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>An applied configuration laid over the live object: its fields win, its lists' order wins, what it doesn't name stays.</summary>
internal static class FieldMerge
{
    /// <summary>The merged object. Neither of the two is changed.</summary>
    public static JsonObject Merge(JsonObject live, JsonObject applied, TypeSchema schema) => MergeFields(live, applied, schema);

    private static JsonNode? MergeValue(JsonNode? live, JsonNode? applied, TypeSchema type) => Grains.Of(type, live, applied) switch
    {
        Grain.Fields when live is JsonObject before && applied is JsonObject or null && (before.Count > 0 || applied is JsonObject { Count: > 0 }) =>
            MergeFields(before, applied as JsonObject ?? [], type),
        Grain.Items when live is JsonArray before && applied is JsonArray or null && (before.Count > 0 || applied is JsonArray { Count: > 0 }) =>
            MergeItems(before, applied as JsonArray ?? [], type),
        _ => applied?.DeepClone(),
    };

    private static JsonObject MergeFields(JsonObject live, JsonObject applied, TypeSchema type)
    {
        var merged = new JsonObject();
        foreach (var (name, value) in live)
            merged[name] = applied.TryGetPropertyValue(name, out var wanted) ? MergeValue(value, wanted, type.Child(name) ?? TypeSchema.Unknown) : value?.DeepClone();
        foreach (var (name, value) in applied)
        {
            if (!live.ContainsKey(name))
                merged[name] = value?.DeepClone();
        }
        return merged;
    }

    /// <summary>Items that both have stand in the applied order; the live object's own keep their places between them.</summary>
    private static JsonArray MergeItems(JsonArray live, JsonArray applied, TypeSchema type)
    {
        var left = live.Select(item => (Element: ListItems.ElementOf(type, item, out _), Item: item)).Where(item => item.Element is not null).ToArray();
        var right = applied.Select(item => (Element: ListItems.ElementOf(type, item, out _), Item: item)).Where(item => item.Element is not null).ToArray();
        var before = left.GroupBy(item => item.Element!).ToDictionary(group => group.Key, group => group.ToArray());
        var wanted = right.Select(item => item.Element!).ToHashSet();
        var shared = new Queue<PathElement>(right.Select(item => item.Element!).Where(before.ContainsKey));
        var placed = new HashSet<PathElement>();
        var merged = new JsonArray();
        for (int l = 0, r = 0; l < left.Length || r < right.Length;)
        {
            if (l < left.Length)
            {
                var element = left[l].Element!;
                if (!wanted.Contains(element))
                {
                    merged.Add(left[l++].Item?.DeepClone());
                    continue;
                }
                // A shared item is passed over here unless it is the one that the applied order has next.
                if (placed.Contains(element) || (shared.TryPeek(out var next) && !next.Equals(element)))
                {
                    l++;
                    continue;
                }
            }
            if (r < right.Length)
            {
                var (element, item) = right[r++];
                placed.Add(element!);
                if (shared.TryPeek(out var next) && next.Equals(element))
                    shared.Dequeue();
                // A live item that is there more than once can't be merged with: the applied one takes the place of all.
                merged.Add(before.TryGetValue(element!, out var same) && same.Length == 1
                    ? MergeValue(same[0].Item, item, type.Element ?? TypeSchema.Unknown)
                    : item?.DeepClone());
            }
            else if (l < left.Length)
            {
                l++;
            }
        }
        return merged;
    }
}
