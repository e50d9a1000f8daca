using System.Text.Json.Nodes;
using Pipeline.Secrets;

namespace Pipeline.Releases.Planning;

/// <summary>The settings that a set of objects gives to its containers: ConfigMaps' entries, and variables with a value of their own. Values of Secrets aren't among them.</summary>
public static class SettingComparison
{
    /// <summary>What differs between two sets, by name.</summary>
    public static IReadOnlyList<SettingDifference> Compare(IEnumerable<JsonObject> before, IEnumerable<JsonObject> after)
    {
        var (old, now) = (Settings(before), Settings(after));
        return
        [
            .. old.Keys.Union(now.Keys)
                .Order(StringComparer.Ordinal)
                .Select(x => new SettingDifference(x, old.GetValueOrDefault(x), now.GetValueOrDefault(x)))
                .Where(x => x.Before != x.After),
        ];
    }

    /// <summary>The secrets that settings refer to (<c>secret://area/name</c>), each once.</summary>
    public static IReadOnlyList<SecretName> Secrets(IEnumerable<JsonObject> objects) =>
    [
        .. Settings(objects).Values
            .Select(x => SecretReference.TryParse(x, out var reference) ? reference.Name : null)
            .OfType<SecretName>()
            .Distinct()
            .OrderBy(x => x.ToString(), StringComparer.Ordinal),
    ];

    // Two workloads may give one variable two values; then both are told.
    private static Dictionary<string, string> Settings(IEnumerable<JsonObject> objects) => objects
        .SelectMany(Entries)
        .GroupBy(x => x.Key, x => x.Value, StringComparer.Ordinal)
        .ToDictionary(x => x.Key, x => string.Join(" | ", x.Distinct().Order(StringComparer.Ordinal)), StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Entries(JsonObject body) => Text(body["kind"]) == "ConfigMap"
        ? (body["data"] as JsonObject ?? []).Select(x => KeyValuePair.Create(x.Key, Text(x.Value) ?? ""))
        : Variables(body["spec"]?["template"]?["spec"] as JsonObject);

    private static IEnumerable<KeyValuePair<string, string>> Variables(JsonObject? pod) =>
        from containers in (JsonArray?[])[pod?["initContainers"] as JsonArray, pod?["containers"] as JsonArray]
        from container in (containers ?? []).OfType<JsonObject>()
        from variable in (container["env"] as JsonArray ?? []).OfType<JsonObject>()
        where Text(variable["name"]) is not null && Text(variable["value"]) is not null
        select KeyValuePair.Create(Text(variable["name"])!, Text(variable["value"])!);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
