using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Components.Rehearsal;

/// <summary>
/// The images that a rehearsal's cluster can run: one OCI layout (image-spec, image-layout.md) to which each build adds its own, so that going
/// back to an earlier release finds that release's image.
/// </summary>
internal static class RehearsalImages
{
    private const string Index = "index.json";
    private const string Layout = "oci-layout";

    /// <summary>Adds the images of another layout.</summary>
    public static async Task AddAsync(string directory, string layout, CancellationToken cancellationToken)
    {
        foreach (var blob in Directory.EnumerateFiles(Path.Combine(layout, "blobs"), "*", SearchOption.AllDirectories))
        {
            // A digest is the name of a whole blob; anything else was left by a build that was killed.
            if (!Path.GetFileName(blob).All(char.IsAsciiHexDigitLower))
                continue;
            var target = Path.Combine(directory, Path.GetRelativePath(layout, blob));
            if (!File.Exists(target))
                Copy(blob, target);
        }

        Copy(Path.Combine(layout, Layout), Path.Combine(directory, Layout));
        var index = await ReadAsync(Path.Combine(layout, Index), cancellationToken);
        if (File.Exists(Path.Combine(directory, Index)))
            index["manifests"] = Merged(Manifests(index), Manifests(await ReadAsync(Path.Combine(directory, Index), cancellationToken)));
        await ReplaceAsync(Path.Combine(directory, Index), index.ToJsonString(), cancellationToken);
    }

    // The newest first: it is what a reference without a digest stands for.
    private static JsonArray Merged(IEnumerable<JsonObject> newer, IEnumerable<JsonObject> older) =>
        [.. newer.Concat(older).DistinctBy(x => (string?)x["digest"]).Select(x => x.DeepClone())];

    private static IEnumerable<JsonObject> Manifests(JsonObject index) => index["manifests"]!.AsArray().OfType<JsonObject>();

    private static async Task<JsonObject> ReadAsync(string file, CancellationToken cancellationToken) =>
        JsonNode.Parse(await File.ReadAllTextAsync(file, cancellationToken)) as JsonObject ?? throw new JsonException($"{file} is no OCI index.");

    // Whole or not at all: the cluster reads at any time.
    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target + ".new", overwrite: true);
        File.Move(target + ".new", target, overwrite: true);
    }

    private static async Task ReplaceAsync(string file, string text, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(file + ".new", text, cancellationToken);
        File.Move(file + ".new", file, overwrite: true);
    }
}
