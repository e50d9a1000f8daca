using System.Text.Json;
using Pipeline.Containers.Scanning;
using Pipeline.Errors;

namespace Pipeline.Containers.Bills;

/// <summary>Reads <c>project.assets.json</c>: what NuGet restored, with its graph, hashes, and where the packages lie.</summary>
internal sealed class AssetsFile(string path)
{
    /// <exception cref="PipelineException">PIPE3402.</exception>
    public PackageGraph Read(string? framework, string? runtime)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement, framework, runtime);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw Unreadable($"can't be read: {error.Message} Restore the project", error);
        }
    }

    private PackageGraph Read(JsonElement root, string? framework, string? runtime)
    {
        var target = Target(root, framework, runtime);
        var libraries = root.GetProperty("libraries");
        var folders = root.Field("packageFolders") is { ValueKind: JsonValueKind.Object } found ? found.EnumerateObject().Select(x => x.Name).ToList() : [];

        // Names alone: within one target each has one version.
        var keys = target.Value.EnumerateObject().ToDictionary(x => x.Name[..x.Name.IndexOf('/', StringComparison.Ordinal)], x => x.Name, StringComparer.OrdinalIgnoreCase);
        var nodes = target.Value.EnumerateObject().Select(x => Node(x, libraries, folders, keys)).ToDictionary(x => x.Key, StringComparer.Ordinal);

        var project = root.GetProperty("project");
        var name = target.Name.Split('/')[0];
        var direct = root.Field("projectFileDependencyGroups")?.Items(name).Select(x => x.GetString()!.Split(' ')[0]) ?? [];
        return new PackageGraph(
            project.GetProperty("restore").Text("projectName") ?? "application",
            project.Text("version") ?? "1.0.0",
            [.. direct.Where(keys.ContainsKey).Select(x => keys[x]).Order(StringComparer.Ordinal)],
            nodes);
    }

    private JsonProperty Target(JsonElement root, string? framework, string? runtime)
    {
        var targets = root.GetProperty("targets").EnumerateObject().ToList();
        var named = targets.Where(x => (framework is null || x.Name.Split('/')[0] == framework) && x.Name.Split('/').ElementAtOrDefault(1) == runtime).ToList();
        return named.Count == 1
            ? named[0]
            : throw Unreadable($"has {named.Count} targets for {framework ?? "(any framework)"}{(runtime is null ? "" : "/" + runtime)}; there are {string.Join(", ", targets.Select(x => x.Name))}. Name one of these, or restore for it");
    }

    private static PackageNode Node(JsonProperty item, JsonElement libraries, List<string> folders, Dictionary<string, string> keys)
    {
        var slash = item.Name.IndexOf('/', StringComparison.Ordinal);
        var library = libraries.Field(item.Name);
        return new PackageNode
        {
            Name = item.Name[..slash],
            Version = item.Name[(slash + 1)..],
            IsProject = item.Value.Text("type") == "project",
            IsRuntime = IsRuntime(item.Value),
            ContentHash = PackageNode.Hexadecimal(library?.Text("sha512")),
            License = library is { } package ? License(package, folders) : null,
            DependsOn = item.Value.Field("dependencies") is { ValueKind: JsonValueKind.Object } dependencies
                ? [.. dependencies.EnumerateObject().Where(x => keys.ContainsKey(x.Name)).Select(x => keys[x.Name]).Order(StringComparer.Ordinal)]
                : [],
        };
    }

    // A package's empty folder is written as "_._".
    private static bool IsRuntime(JsonElement item) => ((string[])["runtime", "native", "runtimeTargets", "resource"])
        .Any(x => item.Field(x) is { ValueKind: JsonValueKind.Object } files && files.EnumerateObject().Any(file => !file.Name.EndsWith("_._", StringComparison.Ordinal)));

    private static PackageLicense? License(JsonElement library, List<string> folders)
    {
        var nuspec = library.Items("files").Select(x => x.GetString()!).FirstOrDefault(x => x.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !x.Contains('/', StringComparison.Ordinal));
        return library.Text("path") is { } path && nuspec is not null
            ? folders.Select(x => Path.Combine(x, path, nuspec)).Where(File.Exists).Select(PackageLicense.Read).FirstOrDefault()
            : null;
    }

    private PipelineException Unreadable(string what, Exception? inner = null) => new(BillErrors.UnreadablePackages, $"'{path}' {what}.", inner);
}
