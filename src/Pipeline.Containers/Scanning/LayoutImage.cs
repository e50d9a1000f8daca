using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Containers.Layouts;
using Pipeline.Errors;

namespace Pipeline.Containers.Scanning;

/// <summary>One image of an OCI layout, its documents held against their digests.</summary>
internal sealed record LayoutImage(string LayoutDirectory, Digest Digest, Digest ConfigDigest, JsonObject Config, IReadOnlyList<Descriptor> Layers)
{
    /// <exception cref="PipelineException">PIPE3305.</exception>
    public static async Task<LayoutImage> ReadAsync(string layoutDirectory, Digest digest, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(layoutDirectory, "index.json")))
            throw Unusable($"'{layoutDirectory}' is no OCI layout: it has no index.json. Build the image, or pull it, into that folder");

        var manifest = await BlobAsync(layoutDirectory, digest, cancellationToken);
        if (manifest["config"]?["digest"] is not JsonValue config || !Digest.TryParse(config.ToString(), out var configDigest) || manifest["layers"] is not JsonArray layers)
            throw Unusable($"{digest} in '{layoutDirectory}' is no image manifest (an index, perhaps). Name the image of one platform");

        var descriptors = layers.Select(x => Digest.TryParse((string?)x?["digest"], out var layer) ? new Descriptor((string?)x!["mediaType"] ?? "", layer, (long?)x["size"] ?? 0) : throw Unusable($"{digest} in '{layoutDirectory}' has a layer without a sha256 digest. Build or pull it again"));
        return new LayoutImage(layoutDirectory, digest, configDigest, await BlobAsync(layoutDirectory, configDigest, cancellationToken), [.. descriptors]);
    }

    /// <summary>A blob's file, once its content was held against its name.</summary>
    /// <exception cref="PipelineException">PIPE3305.</exception>
    public static async Task<string> CheckedBlobAsync(string layoutDirectory, Digest digest, CancellationToken cancellationToken)
    {
        var path = new BlobStore(layoutDirectory).PathOf(digest);
        if (!File.Exists(path))
            throw Unusable($"'{layoutDirectory}' lacks the blob {digest}. Build or pull the image again, or name a digest that is there");

        await using var file = File.OpenRead(path);
        return Digest.FromHash(await SHA256.HashDataAsync(file, cancellationToken)) == digest
            ? path
            : throw Unusable($"The blob {digest} in '{layoutDirectory}' holds something else. Build or pull the image again");
    }

    private static async Task<JsonObject> BlobAsync(string layoutDirectory, Digest digest, CancellationToken cancellationToken)
    {
        var path = await CheckedBlobAsync(layoutDirectory, digest, cancellationToken);
        try
        {
            return JsonNode.Parse(await File.ReadAllBytesAsync(path, cancellationToken)) as JsonObject ?? throw Unusable($"The blob {digest} in '{layoutDirectory}' holds no JSON object. Name the digest of an image");
        }
        catch (JsonException error)
        {
            throw Unusable($"The blob {digest} in '{layoutDirectory}' is no JSON ({error.Message}). Name the digest of an image", error);
        }
    }

    internal static PipelineException Unusable(string what, Exception? inner = null) => new(ScanErrors.UnusableLayout, $"{what}.", inner);
}
