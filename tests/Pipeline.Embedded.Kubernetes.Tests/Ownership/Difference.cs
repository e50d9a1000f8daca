using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Tests.Ownership;

/// <summary>Where two JSON values differ.</summary>
internal static class Difference
{
    public static IEnumerable<string> Between(JsonNode? expected, JsonNode? actual, string path = "")
    {
        switch (expected, actual)
        {
            case (JsonObject left, JsonObject right):
                foreach (var name in left.Select(field => field.Key).Union(right.Select(field => field.Key)))
                {
                    if (!left.ContainsKey(name))
                        yield return $"{path}.{name}: only actual has it, {right[name]?.ToJsonString()}";
                    else if (!right.ContainsKey(name))
                        yield return $"{path}.{name}: only expected has it, {left[name]?.ToJsonString()}";
                    else
                        foreach (var difference in Between(left[name], right[name], $"{path}.{name}"))
                            yield return difference;
                }
                break;
            case (JsonArray left, JsonArray right) when left.Count == right.Count:
                for (var i = 0; i < left.Count; i++)
                    foreach (var difference in Between(left[i], right[i], $"{path}[{i}]"))
                        yield return difference;
                break;
            default:
                if (!JsonNode.DeepEquals(expected, actual))
                    yield return $"{path}: expected {expected?.ToJsonString() ?? "null"}, actual {actual?.ToJsonString() ?? "null"}";
                break;
        }
    }
}
