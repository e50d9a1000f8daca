using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering.Patching;

namespace Pipeline.Kubernetes.Rendering.Reading;

/// <summary>Reads the patches that a kustomization names or holds.</summary>
internal static class PatchReader
{
    public static async Task<Patch> ReadAsync(PatchEntry entry, KustomizationRoot root, CancellationToken cancellationToken)
    {
        var (text, source) = entry.Path is { } path
            ? (await root.ReadTextAsync(path, entry.Source, cancellationToken), Path.Combine(root.Directory, path))
            : (entry.Text!, entry.Source);
        var documents = text.StartsWith('[') ? [Json(text, source)] : YamlReader.ReadAll(text, source);
        var patch = new Patch
        {
            Source = entry.Path is null ? source : $"{entry.Source} ({entry.Path})",
            Target = entry.Target,
            AllowNameChange = entry.AllowNameChange,
            AllowKindChange = entry.AllowKindChange,
        };

        if (documents is [JsonArray])
        {
            return entry.Target is not null
                ? patch with { Operations = (text.StartsWith('[') ? documents : YamlReader.ReadOld(text, source))[0].AsArray() }
                : throw Invalid(patch, "a JSON patch must specify a target");
        }

        if (documents.Count == 0 || documents.Any(x => x is not JsonObject))
            throw Invalid(patch, "it is neither a list of JSON patch operations nor an object to merge (unable to parse SM or JSON patch)");
        if (documents.Count > 1 && entry.Target is not null)
            throw Invalid(patch, "Multiple Strategic-Merge Patches in one `patches` entry is not allowed to set `patches.target` field. Make an entry of each");
        return patch with { Merges = [.. documents.Select(x => Named(patch, x.AsObject()))] };
    }

    /// <summary>An entry of <c>patchesJson6902</c>.</summary>
    public static async Task<Patch> ReadJsonAsync(PatchEntry entry, KustomizationRoot root, CancellationToken cancellationToken)
    {
        var patch = await ReadAsync(entry, root, cancellationToken);
        return patch.Operations is not null ? patch : throw Invalid(patch, "patchesJson6902 takes a list of operations. Use patches for an object to merge");
    }

    /// <summary>An entry of <c>patchesStrategicMerge</c>: a file, or the patch itself.</summary>
    public static async Task<Patch> ReadMergeAsync(string entry, int index, Kustomization kustomization, CancellationToken cancellationToken)
    {
        var isText = entry.Contains('\n', StringComparison.Ordinal) || entry.Contains(": ", StringComparison.Ordinal);
        var read = new PatchEntry { Source = $"{kustomization.Source}: patchesStrategicMerge[{index}]", Path = isText ? null : entry, Text = isText ? entry : null };
        var patch = await ReadAsync(read, kustomization.Root, cancellationToken);
        return patch.Operations is null ? patch : throw Invalid(patch, "it is a JSON patch");
    }

    // kustomize takes a patch that begins with [ for JSON, and not for YAML.
    private static JsonNode Json(string text, string source)
    {
        try
        {
            return JsonNode.Parse(text)!;
        }
        catch (JsonException error)
        {
            throw new PipelineException(KubernetesErrors.InvalidKustomization, $"{source}: the patch begins with [ and must be JSON, with names in quotes: {error.Message}", error) { ExitCode = 2 };
        }
    }

    private static JsonObject Named(Patch patch, JsonObject body)
    {
        string[] missing = [.. new[] { ("kind", ManifestObject.Text(body, "kind")), ("metadata.name", ManifestObject.Text(body["metadata"] as JsonObject, "name")) }.Where(x => string.IsNullOrEmpty(x.Item2)).Select(x => x.Item1)];
        return missing.Length == 0 ? body : throw Invalid(patch, $"{string.Join(" and ", missing)} missing: a patch to merge is an object, even where its target is given");
    }

    private static PipelineException Invalid(Patch patch, string reason) => new(KubernetesErrors.InvalidKustomization, $"{patch.Source}: {reason}.") { ExitCode = 2 };
}
