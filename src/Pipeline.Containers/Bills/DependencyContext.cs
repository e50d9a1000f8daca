using System.Text.Json;
using Pipeline.Containers.Scanning;
using Pipeline.Errors;

namespace Pipeline.Containers.Bills;

/// <summary>Reads an application's <c>*.deps.json</c>: what it loads when it runs.</summary>
internal static class DependencyContext
{
    // A self-contained application has the framework's packs under this prefix.
    private const string RuntimePack = "runtimepack.";

    /// <exception cref="PipelineException">PIPE3402.</exception>
    public static PackageGraph? Read(byte[] json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.Field("runtimeTarget")?.Text("name") is not { } targetName || root.Field("targets")?.Field(targetName) is not { ValueKind: JsonValueKind.Object } target || root.Field("libraries") is not { } libraries)
                return null;

            var entries = target.EnumerateObject().Where(x => x.Name.Contains('/', StringComparison.Ordinal)).ToList();
            var keys = entries.ToDictionary(x => x.Name[..x.Name.IndexOf('/', StringComparison.Ordinal)], x => KeyOf(x.Name), StringComparer.OrdinalIgnoreCase);

            // The application is the first entry (its own runtime file beside it); the rest hang on it.
            if (entries.Count == 0)
                return null;
            var application = entries[0];
            var slash = application.Name.IndexOf('/', StringComparison.Ordinal);
            var nodes = entries.Skip(1).Select(x => new PackageNode
            {
                Name = KeyOf(x.Name)[..KeyOf(x.Name).IndexOf('/', StringComparison.Ordinal)],
                Version = x.Name[(x.Name.IndexOf('/', StringComparison.Ordinal) + 1)..],
                IsProject = libraries.Field(x.Name)?.Text("type") is "project" or "reference",
                IsRuntime = true,
                ContentHash = PackageNode.Hexadecimal(libraries.Field(x.Name)?.Text("sha512")),
                DependsOn = Dependencies(x.Value, keys),
            }).ToDictionary(x => x.Key, StringComparer.Ordinal);
            return new PackageGraph(application.Name[..slash], application.Name[(slash + 1)..], Dependencies(application.Value, keys), nodes);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new PipelineException(BillErrors.UnreadablePackages, $"'{name}' in the image can't be read: {error.Message} Publish the application again.", error);
        }
    }

    private static string KeyOf(string name) => name.StartsWith(RuntimePack, StringComparison.Ordinal) ? name[RuntimePack.Length..] : name;

    private static List<string> Dependencies(JsonElement entry, Dictionary<string, string> keys) =>
        entry.Field("dependencies") is { ValueKind: JsonValueKind.Object } dependencies
            ? [.. dependencies.EnumerateObject().Where(x => keys.ContainsKey(x.Name)).Select(x => keys[x.Name]).Order(StringComparer.Ordinal)]
            : [];
}
