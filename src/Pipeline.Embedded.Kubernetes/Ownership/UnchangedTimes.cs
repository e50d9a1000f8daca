using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>Writes that change nothing but the times of managed fields' entries: those aren't written, so that no resource version moves.</summary>
internal static class UnchangedTimes
{
    /// <summary>Whether two objects are the same but for the times, and so the order, of their managed fields' entries.</summary>
    public static bool IsSame(JsonObject live, JsonObject updated) => JsonNode.DeepEquals(Timeless(live), Timeless(updated));

    private static JsonObject Timeless(JsonObject value)
    {
        var copy = (JsonObject)value.DeepClone();
        if (copy["metadata"] is not JsonObject metadata || metadata["managedFields"] is not JsonArray entries)
            return copy;
        foreach (var entry in entries.OfType<JsonObject>())
            entry.Remove("time");
        metadata["managedFields"] = new JsonArray([.. entries.OfType<JsonObject>().OrderBy(Identity, StringComparer.Ordinal).Select(entry => entry.DeepClone())]);
        return copy;
    }

    private static string Identity(JsonObject entry) => $"{entry["operation"]}\n{entry["manager"]}\n{entry["apiVersion"]}\n{entry["subresource"]}";
}
