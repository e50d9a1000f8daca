using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Containers.Building;
using Pipeline.Errors;

namespace Pipeline.Containers.Layouts;

/// <summary>Reads a base image from an OCI layout, or from an OCI archive that it unpacks into a folder of the caller's.</summary>
internal sealed class BaseLayoutReader(BaseImage image, ImagePlatform platform, string scratchDirectory)
{
    // An index may point to an index (a multi-platform image in a layout); deeper than this is a loop or an attack.
    private const int MaximumIndexDepth = 4;

    public async Task<BaseLayout> ReadAsync(CancellationToken cancellationToken)
    {
        var layout = await LayoutDirectoryAsync(cancellationToken);
        var blobs = new BlobStore(layout);

        var index = await JsonAsync(Path.Combine(layout, "index.json"), cancellationToken);
        var (manifestDigest, manifest) = await ManifestAsync(index, blobs, 1, cancellationToken)
            ?? throw Unusable($"has no image for {platform}. Take one that has it, or ask for another platform");

        var config = await BlobAsync(blobs, DescriptorOf(manifest["config"]), cancellationToken);
        var (os, architecture) = (Text(config, "os"), Text(config, "architecture"));
        if (os != platform.OperatingSystem || architecture != platform.Architecture)
            throw Unusable($"is for {os}/{architecture}, not for {platform}. Take one that is, or ask for another platform");

        var layers = Items(manifest["layers"]).Select(DescriptorOf).Select(x => x with { MediaType = OciMediaTypes.Layer(x.MediaType) }).ToList();
        var diffIds = Items(config["rootfs"]?["diff_ids"]).Select(x => DigestOf(x)).ToList();
        return layers.Count == diffIds.Count
            ? new BaseLayout(manifestDigest, config, layers, diffIds, blobs)
            : throw Unusable($"is damaged: {layers.Count} layers, but {diffIds.Count} diff_ids. Fetch it again");
    }

    /// <summary>Copies a layer's blob, and refuses it when its content isn't what its name says.</summary>
    public void Copy(Descriptor layer, BlobStore from, BlobStore to)
    {
        if (!File.Exists(from.PathOf(layer.Digest)))
            throw Unusable($"lacks the layer {layer.Digest}. Fetch it again, with all its layers");

        if (to.CopyIn(from.PathOf(layer.Digest)) is var copied && (copied.Digest != layer.Digest || copied.Size != layer.Size))
            throw Unusable($"is damaged: layer {layer.Digest} ({layer.Size} bytes) holds {copied.Digest} ({copied.Size} bytes). Fetch it again");
    }

    private async Task<string> LayoutDirectoryAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(image.Path))
            return File.Exists(Path.Combine(image.Path, "index.json")) ? image.Path : throw Unusable("is a folder without index.json, so no OCI layout");
        if (!File.Exists(image.Path))
            throw Unusable("does not exist. Fetch it, for example with: skopeo copy docker://IMAGE oci:FOLDER:base");

        try
        {
            Directory.CreateDirectory(scratchDirectory);
            await TarFile.ExtractToDirectoryAsync(image.Path, scratchDirectory, overwriteFiles: false, cancellationToken);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or FormatException)
        {
            throw Unusable("is no tar archive that can be read", error);
        }

        return File.Exists(Path.Combine(scratchDirectory, "index.json")) ? scratchDirectory : throw Unusable("is an archive without index.json, so no OCI archive");
    }

    private async Task<(Digest Digest, JsonObject Manifest)?> ManifestAsync(JsonObject index, BlobStore blobs, int depth, CancellationToken cancellationToken)
    {
        foreach (var item in Items(index["manifests"]))
        {
            if (item is JsonObject entry && !LayoutEntry.IsImage(entry))
                continue;
            var descriptor = DescriptorOf(item);
            if (item?["platform"] is JsonObject declared && (Text(declared, "os") != platform.OperatingSystem || Text(declared, "architecture") != platform.Architecture))
                continue;
            if (OciMediaTypes.IsManifest(descriptor.MediaType) && await BlobAsync(blobs, descriptor, cancellationToken) is var manifest && LayoutEntry.IsImageManifest(manifest))
                return (descriptor.Digest, manifest);
            if (OciMediaTypes.IsIndex(descriptor.MediaType) && depth < MaximumIndexDepth
                && await ManifestAsync(await BlobAsync(blobs, descriptor, cancellationToken), blobs, depth + 1, cancellationToken) is { } found)
                return found;
        }

        return null;
    }

    private async Task<JsonObject> BlobAsync(BlobStore blobs, Descriptor descriptor, CancellationToken cancellationToken)
    {
        var path = blobs.PathOf(descriptor.Digest);
        if (!File.Exists(path))
            throw Unusable($"lacks the blob {descriptor.Digest}. Fetch it again");

        await using (var stream = File.OpenRead(path))
        {
            if (Digest.FromHash(await SHA256.HashDataAsync(stream, cancellationToken)) != descriptor.Digest)
                throw Unusable($"is damaged: the blob {descriptor.Digest} holds something else. Fetch it again");
        }

        return await JsonAsync(path, cancellationToken);
    }

    private async Task<JsonObject> JsonAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse(await File.ReadAllBytesAsync(path, cancellationToken)) as JsonObject ?? throw Unusable($"is damaged: '{path}' holds no JSON object");
        }
        catch (JsonException error)
        {
            throw Unusable($"is damaged: '{path}' is no JSON ({error.Message})", error);
        }
    }

    private Descriptor DescriptorOf(JsonNode? node) => node is JsonObject item && item["size"] is JsonValue value && value.TryGetValue(out long size)
        ? new Descriptor(Text(item, "mediaType") ?? "", DigestOf(item["digest"]), size)
        : throw Unusable("is damaged: a descriptor has no size. Fetch it again");

    private Digest DigestOf(JsonNode? node) => Digest.TryParse(TextOf(node), out var digest) ? digest : throw Unusable($"is damaged: '{node}' is no sha256 digest. Fetch it again");

    private static JsonArray Items(JsonNode? node) => node as JsonArray ?? [];

    private static string? Text(JsonObject item, string name) => TextOf(item[name]);

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private PipelineException Unusable(string what, Exception? inner = null) =>
        new(ContainerErrors.UnusableBaseImage, $"The base image '{image.Path}' {what}.", inner);
}
