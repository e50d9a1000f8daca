using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>What tells the items of a list apart.</summary>
internal static class ListItems
{
    /// <summary>The item's step in a path, or what is wrong with the item.</summary>
    public static PathElement? ElementOf(TypeSchema list, JsonNode? item, out string? mistake)
    {
        mistake = null;
        if (list.IsSet)
        {
            mistake = item?.GetValueKind() switch
            {
                JsonValueKind.Object => "associative list without keys has an element that's a map type",
                JsonValueKind.Array => "not supported: associative list with lists as elements",
                null or JsonValueKind.Null => "associative list without keys has an element that's an explicit null",
                _ => null,
            };
            return mistake is null ? PathElement.Member(item) : null;
        }
        if (item is not JsonObject fields)
        {
            mistake = item is null ? "associative list with keys may not have a null element" : "associative list with keys may not have non-map elements";
            return null;
        }
        var keys = new List<KeyValuePair<string, JsonNode?>>(list.Keys.Count);
        foreach (var key in list.Keys)
        {
            if (fields.TryGetPropertyValue(key, out var value))
                keys.Add(new(key, value));
            else if (list.Element?.Fields.GetValueOrDefault(key)?.KeyDefault is { } absent)
                keys.Add(new(key, absent));
            else
                mistake = $"associative list with keys has an element that omits key field \"{key}\" (and doesn't have default value)";
        }
        return mistake is null ? PathElement.Keyed(keys) : null;
    }
}
