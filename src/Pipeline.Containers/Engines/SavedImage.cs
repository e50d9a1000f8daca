using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Pipeline.Containers.Building;
using Pipeline.Containers.Layers;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Manifests;
using Pipeline.Errors;

namespace Pipeline.Containers.Engines;

/// <summary>An image as an engine saves it: a tar with manifest.json, a configuration, and the layers' tars (docker image spec v1.2; newer engines add an OCI layout around the same).</summary>
internal sealed class SavedImage
{
    private readonly string directory;
    private readonly IReadOnlyList<string> layers;
    private readonly IReadOnlyList<Digest> diffIds;

    private SavedImage(string directory, JsonObject config, IReadOnlyList<string> layers, IReadOnlyList<Digest> diffIds) =>
        (this.directory, Configuration, this.layers, this.diffIds) = (directory, config, layers, diffIds);

    /// <summary>The configuration, without what only the engine that built it understands.</summary>
    public JsonObject Configuration { get; }

    /// <param name="archive">What the engine saves.</param>
    /// <param name="directory">An empty folder to unpack it in; the caller's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="PipelineException">PIPE3203: it is damaged.</exception>
    public static async Task<SavedImage> ReadAsync(Stream archive, string directory, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(directory);
            await TarFile.ExtractToDirectoryAsync(archive, directory, overwriteFiles: false, cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or EndOfStreamException)
        {
            throw Unusable($"is no tar archive that can be read ({error.Message.TrimEnd('.')})", error);
        }

        var entry = Json(directory, "manifest.json") is JsonArray { Count: > 0 } manifest ? manifest[0] as JsonObject : null;
        if (ManifestDocument.Text(entry?["Config"]) is not { } configName || Json(directory, configName) is not JsonObject config)
            throw Unusable("has no manifest.json with a configuration");

        var layers = ManifestDocument.Items(entry!["Layers"]).Select(ManifestDocument.Text).OfType<string>().ToList();
        var diffIds = ManifestDocument.Items((config["rootfs"] as JsonObject)?["diff_ids"]).Select(x => Digest.TryParse(ManifestDocument.Text(x), out var digest) ? digest : throw Unusable($"names the layer '{x}', which is no digest")).ToList();
        if (layers.Count != diffIds.Count)
            throw Unusable($"has {layers.Count} layers, but {diffIds.Count} diff_ids");

        foreach (var name in (string[])["container", "container_config", "docker_version", "id", "parent", "throwaway", "moby.buildkit.buildinfo.v1"])
            config.Remove(name);
        foreach (var name in (string[])["Hostname", "Domainname", "AttachStdin", "AttachStdout", "AttachStderr", "Tty", "OpenStdin", "StdinOnce", "Image", "OnBuild", "MacAddress", "NetworkDisabled", "PublishService"])
            (config["config"] as JsonObject)?.Remove(name);
        return new SavedImage(directory, config, layers, diffIds);
    }

    /// <summary>Puts the layers into a layout, compressed, each held against the digest that the configuration has for it.</summary>
    /// <exception cref="PipelineException">PIPE3203: one is missing or damaged.</exception>
    public async Task<IReadOnlyList<ImageLayer>> CopyLayersAsync(BlobStore blobs, KeptMembers members, CancellationToken cancellationToken)
    {
        var copied = new List<ImageLayer>();
        for (var i = 0; i < layers.Count; i++)
        {
            await using var content = Open(layers[i]);
            var diffId = await members.AddAsync(diffIds[i], async tar =>
            {
                await using var plain = await PlainAsync(content, cancellationToken);
                await plain.CopyToAsync(tar, cancellationToken);
            }, cancellationToken);
            if (diffId != diffIds[i])
                throw Unusable($"is damaged: layer {i + 1} should be {diffIds[i]} and is {diffId}");

            await using var blob = blobs.Create();
            await members.CopyToAsync(diffId, blob, cancellationToken);
            var (digest, size) = await blob.CommitAsync(cancellationToken);
            copied.Add(new ImageLayer(digest, diffId, size, IsFromBase: false));
        }

        members.RemoveOthers();
        return copied;
    }

    // Engines with containerd's image store save layers as they were pulled.
    private static async Task<Stream> PlainAsync(FileStream content, CancellationToken cancellationToken)
    {
        var start = new byte[2];
        var read = await content.ReadAtLeastAsync(start, 2, throwOnEndOfStream: false, cancellationToken);
        content.Position = 0;
        return read == 2 && start is [0x1F, 0x8B] ? new GZipStream(content, CompressionMode.Decompress, leaveOpen: true) : content;
    }

    private FileStream Open(string name)
    {
        var path = PathOf(directory, name);
        return File.Exists(path) ? File.OpenRead(path) : throw Unusable($"lacks the layer '{name}'");
    }

    private static JsonNode? Json(string directory, string name)
    {
        try
        {
            var path = PathOf(directory, name);
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllBytes(path)) : null;
        }
        catch (System.Text.Json.JsonException error)
        {
            throw Unusable($"is damaged: '{name}' is no JSON", error);
        }
    }

    private static string PathOf(string directory, string name)
    {
        var path = Path.GetFullPath(Path.Combine(directory, name));
        return path.StartsWith(Path.GetFullPath(directory) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw Unusable($"names the file '{name}', outside of itself");
    }

    private static PipelineException Unusable(string what, Exception? inner = null) => new(EngineErrors.UnusableImage, $"The image that the engine saved {what}. Build again; if it stays so, look at the engine's disk and log.", inner);
}
