using System.Text.Json.Nodes;

namespace AgentKit.Server.Json;

/// <summary>JSON Merge Patch (RFC 7396): what the patch names is replaced, null takes it away, arrays are replaced as a whole.</summary>
internal static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var result = (JsonObject)target.DeepClone();
        foreach (var (name, value) in patch)
        {
            if (value is null)
                result.Remove(name);
            else if (value is JsonObject inner)
                result[name] = Apply(result[name] as JsonObject ?? [], inner);
            else
                result[name] = value.DeepClone();
        }

        return result;
    }
}
