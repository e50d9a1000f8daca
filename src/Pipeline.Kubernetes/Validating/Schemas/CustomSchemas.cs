using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating.Schemas;

/// <summary>The schemas of custom resources, from their CustomResourceDefinitions.</summary>
public sealed class CustomSchemas
{
    private readonly Dictionary<(string ApiVersion, string Kind), CustomKind> kinds;

    private CustomSchemas(Dictionary<(string, string), CustomKind> kinds) => this.kinds = kinds;

    /// <summary>None but those among the manifests.</summary>
    public static CustomSchemas None { get; } = new([]);

    /// <summary>Reads the CustomResourceDefinitions of files, and of folders' .yaml, .yml and .json files, in folders below too.</summary>
    /// <exception cref="PipelineException">PIPE4202; PIPE4005 for a file that is no YAML.</exception>
    public static async Task<CustomSchemas> ReadAsync(IEnumerable<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var read = new List<ManifestObject>();
        foreach (var file in paths.SelectMany(Files))
            read.AddRange(ManifestReader.Read(await File.ReadAllTextAsync(file, cancellationToken), file));
        return None.With(read);
    }

    /// <summary>These, and those of the CustomResourceDefinitions among the objects.</summary>
    internal CustomSchemas With(IEnumerable<ManifestObject> objects)
    {
        var all = new Dictionary<(string, string), CustomKind>(kinds);
        foreach (var definition in objects.Where(x => x is { Kind: "CustomResourceDefinition", Group: "apiextensions.k8s.io" }))
        {
            var spec = definition.Body.At("spec");
            foreach (var version in spec.Maps("versions"))
                all[($"{spec.Text("group")}/{version.Text("name")}", spec.At("names").Text("kind") ?? "")] = new CustomKind(version.At("schema").Map("openAPIV3Schema"), spec.Text("scope") == "Cluster");
        }

        return all.Count == 0 ? None : new CustomSchemas(all);
    }

    internal CustomKind? Find(ManifestObject item) => kinds.GetValueOrDefault((item.ApiVersion, item.Kind));

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path))
            return [path];
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(x => Path.GetExtension(x) is ".yaml" or ".yml" or ".json").Order(StringComparer.Ordinal)
            : throw new PipelineException(ManifestErrors.BadSchema, $"'{path}' is neither a file nor a folder. Name one with CustomResourceDefinitions.") { ExitCode = 2 };
    }
}

/// <summary>A version of a custom kind; without a schema its objects aren't checked.</summary>
internal sealed record CustomKind(JsonObject? Schema, bool IsClusterScoped);
