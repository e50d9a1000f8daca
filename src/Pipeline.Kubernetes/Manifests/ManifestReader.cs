using System.Text.Json.Nodes;
using Pipeline.Errors;

namespace Pipeline.Kubernetes.Manifests;

/// <summary>Reads the Kubernetes objects of a YAML file; the items of a <c>List</c> count as objects of the file.</summary>
internal static class ManifestReader
{
    /// <exception cref="PipelineException">PIPE4005.</exception>
    public static IReadOnlyList<ManifestObject> Read(string yaml, string source) =>
        [.. YamlReader.ReadAll(yaml, source).SelectMany((x, i) => Objects(x, source, i + 1))];

    private static IEnumerable<ManifestObject> Objects(JsonNode? node, string source, int number)
    {
        if (node is not JsonObject body)
            throw Malformed("is no mapping");

        var item = new ManifestObject(body, source);
        if (item.Kind.EndsWith("List", StringComparison.Ordinal) && body["items"] is JsonArray items)
            return items.SelectMany(x => Objects(x?.DeepClone(), source, number));

        string[] missing = [.. new[] { ("apiVersion", item.ApiVersion), ("kind", item.Kind), ("metadata.name", item.Name) }.Where(x => x.Item2.Length == 0).Select(x => x.Item1)];
        return missing.Length == 0 ? [item] : throw Malformed($"is no Kubernetes object: {string.Join(", ", missing)} missing");

        PipelineException Malformed(string reason) => new(KubernetesErrors.MalformedManifest, $"{source}: document {number} {reason}.");
    }
}
