using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering.Patching;

/// <summary>What a <c>$patch</c> key asks for.</summary>
internal enum PatchDirective
{
    Merge,
    Replace,
    Delete,
}

/// <summary>Takes the directive out of a patch.</summary>
internal static class PatchDirectives
{
    public const string Key = "$patch";

    public static PatchDirective Take(JsonObject patch)
    {
        if (!patch.ContainsKey(Key))
            return PatchDirective.Merge;
        var directive = Parse(patch);
        patch.Remove(Key);
        return directive;
    }

    /// <summary>That of a whole list: an item that holds nothing but the directive.</summary>
    public static PatchDirective Take(JsonArray patch)
    {
        if (patch.FirstOrDefault(x => x is JsonObject map && map.ContainsKey(Key)) is not JsonObject { Count: 1 } item)
            return PatchDirective.Merge;
        patch.Remove(item);
        return Parse(item);
    }

    private static PatchDirective Parse(JsonObject patch) => ManifestObject.Text(patch, Key) switch
    {
        "merge" => PatchDirective.Merge,
        "replace" => PatchDirective.Replace,
        "delete" => PatchDirective.Delete,
        _ => throw new PatchException($"'{Key}' must be merge, replace or delete, not {patch[Key]?.ToJsonString() ?? "null"}"),
    };
}
