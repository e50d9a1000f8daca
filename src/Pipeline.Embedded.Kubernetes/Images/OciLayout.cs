using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Images;

/// <summary>An OCI image layout on disk (image-spec, image-layout.md), unpacked once by its manifest's digest.</summary>
internal sealed class OciLayout(string directory, string cacheDirectory)
{
    private const int DeepestIndex = 4;

    public async Task<ContainerImage> ImageAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            var index = await JsonAsync(Path.Combine(directory, "index.json"), cancellationToken);
            var (digest, manifest) = await ManifestAsync(index, ImageReference.Digest(reference), 1, cancellationToken)
                ?? throw new ImageProblem($"failed to pull and unpack image \"{reference}\": no such digest, or no match for platform in manifest: not found in '{directory}'");
            var config = await JsonAsync(Blob(Text(manifest["config"]!, "digest")), cancellationToken);
            var root = await UnpackAsync(digest, manifest, cancellationToken);
            return Image(reference, digest, config["config"] as JsonObject ?? [], root);
        }
        catch (Exception error) when (error is JsonException or IOException or InvalidOperationException or NullReferenceException or FormatException or InvalidDataException)
        {
            throw new ImageProblem($"failed to pull and unpack image \"{reference}\": the OCI layout '{directory}' can't be read: {error.Message}", error);
        }
    }

    private static ContainerImage Image(string reference, string digest, JsonObject config, string root) => new()
    {
        Reference = reference,
        Id = $"{ImageReference.Name(reference)}@{digest}",
        Entrypoint = Texts(config["Entrypoint"]),
        Arguments = Texts(config["Cmd"]),
        Environment = Texts(config["Env"]).ToDictionary(x => x.Split('=')[0], x => x[(x.IndexOf('=') + 1)..]),
        WorkingDirectory = (string?)config["WorkingDir"] is { Length: > 0 } working ? working : "/",
        Folders = Directory.GetDirectories(root).ToDictionary(x => "/" + Path.GetFileName(x), x => x),
        SystemRoot = Directory.Exists(Path.Combine(root, "usr/lib")) || Directory.Exists(Path.Combine(root, "lib")) ? root : null,
    };

    private async Task<string> UnpackAsync(string digest, JsonObject manifest, CancellationToken cancellationToken)
    {
        var target = Path.Combine(cacheDirectory, digest.Replace(':', '-'));
        var root = Path.Combine(target, "root");
        var done = Path.Combine(target, "unpacked");
        if (File.Exists(done))
            return root;

        // Whatever an interrupted unpacking left.
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        Directory.CreateDirectory(root);
        foreach (var layer in manifest["layers"]!.AsArray())
            await LayerUnpacking.ApplyAsync(Blob(Text(layer!, "digest")), Text(layer!, "mediaType"), root, cancellationToken);
        await File.WriteAllTextAsync(done, "", cancellationToken);
        return root;
    }

    private async Task<(string Digest, JsonObject Manifest)?> ManifestAsync(JsonObject index, string? wanted, int depth, CancellationToken cancellationToken)
    {
        var architecture = RuntimeInformation.OSArchitecture == Architecture.X64 ? "amd64" : RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        var items = index["manifests"]!.AsArray().OfType<JsonObject>().ToList();
        // A layout may hold several images: the digest of the reference chooses, and one that isn't there is pulled from nowhere. What an index holds, it may name as a whole.
        var named = wanted is null ? null : items.Find(x => Text(x, "digest") == wanted);
        if (named is not null)
            (items, wanted) = ([named], null);
        foreach (var item in items)
        {
            if (item["platform"] is JsonObject platform && (Text(platform, "os") != "linux" || Text(platform, "architecture") != architecture))
                continue;
            var content = await JsonAsync(Blob(Text(item, "digest")), cancellationToken);
            if (content["layers"] is not null && wanted is null)
                return (Text(item, "digest"), content);
            if (content["manifests"] is not null && depth < DeepestIndex && await ManifestAsync(content, wanted, depth + 1, cancellationToken) is { } found)
                return found;
        }

        return null;
    }

    private string Blob(string digest)
    {
        var parts = digest.Split(':');
        return parts is [var algorithm, var hash] && hash.All(char.IsAsciiHexDigitLower) && algorithm is "sha256" or "sha512"
            ? Path.Combine(directory, "blobs", parts[0], parts[1])
            : throw new InvalidDataException($"'{digest}' is no digest");
    }

    private static async Task<JsonObject> JsonAsync(string path, CancellationToken cancellationToken) =>
        JsonNode.Parse(await File.ReadAllBytesAsync(path, cancellationToken)) as JsonObject ?? throw new InvalidDataException($"'{path}' holds no JSON object");

    private static string Text(JsonNode node, string name) => (string?)node[name] ?? throw new InvalidDataException($"a descriptor has no {name}");

    private static IReadOnlyList<string> Texts(JsonNode? node) => node is JsonArray items ? [.. items.Select(x => (string)x!)] : [];
}
