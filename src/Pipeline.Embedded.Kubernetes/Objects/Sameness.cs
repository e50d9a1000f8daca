using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>Whether a write would change anything. What is written again as it is keeps its version, and the times of its managed fields.</summary>
internal static class Sameness
{
    public static bool Same(JsonObject before, JsonObject after) =>
        SameBut(before, after, "metadata") && SameMetadata(ObjectMetadata.Of(before), ObjectMetadata.Of(after));

    /// <summary>Whether what is wanted is the same: everything but metadata and status.</summary>
    public static bool SameWish(JsonObject before, JsonObject after) => SameBut(before, after, "metadata", "status");

    private static bool SameMetadata(JsonObject before, JsonObject after) =>
        SameBut(before, after, "managedFields", "resourceVersion") && SameOwnership(before["managedFields"] as JsonArray, after["managedFields"] as JsonArray);

    private static bool SameOwnership(JsonArray? before, JsonArray? after)
    {
        if ((before?.Count ?? 0) != (after?.Count ?? 0))
            return false;
        return before is null || before.Zip(after!).All(x => x is { First: JsonObject first, Second: JsonObject second } && SameBut(first, second, "time"));
    }

    private static bool SameBut(JsonObject before, JsonObject after, params ReadOnlySpan<string> names)
    {
        var members = 0;
        foreach (var (name, member) in before)
        {
            if (names.Contains(name))
                continue;
            members++;
            if (!after.TryGetPropertyValue(name, out var other) || !JsonNode.DeepEquals(member, other))
                return false;
        }

        foreach (var (name, _) in after)
        {
            if (!names.Contains(name))
                members--;
        }

        return members == 0;
    }
}
