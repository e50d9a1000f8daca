using System.Text.Json.Nodes;
using Pipeline.Containers.Building;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Manifests;
using Pipeline.Errors;

namespace Pipeline.Containers.Registries.Transfer;

/// <summary>An OCI layout that images are added to and taken from, one by one (OCI image-spec, image-layout.md).</summary>
internal sealed class LayoutFolder(string directory)
{
    private const string RefName = "org.opencontainers.image.ref.name";

    private readonly string indexPath = Path.Combine(directory, "index.json");

    public string Directory { get; } = Path.GetFullPath(directory);

    public BlobStore Blobs { get; } = new(directory);

    /// <summary>Makes the folder a layout where it isn't one.</summary>
    /// <exception cref="PipelineException">PIPE3005: it holds something else.</exception>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        var marker = Path.Combine(directory, "oci-layout");
        if (File.Exists(marker))
            return;
        if (File.Exists(directory) || System.IO.Directory.Exists(directory) && System.IO.Directory.EnumerateFileSystemEntries(directory).Any())
            throw new PipelineException(ContainerErrors.OutputInTheWay, $"'{Directory}' exists and is no OCI layout, so nothing is put into it. Name another folder, or remove it.");

        System.IO.Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(marker, """{"imageLayoutVersion":"1.0.0"}""", cancellationToken);
    }

    /// <summary>Enters an image whose blobs are all there. One that had the tag loses it.</summary>
    public async Task AddAsync(Descriptor manifest, ImagePlatform? platform, string? tag, CancellationToken cancellationToken)
    {
        var index = File.Exists(indexPath) ? await IndexAsync(cancellationToken) : new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = OciMediaTypes.Index };
        var entry = new JsonObject { ["mediaType"] = manifest.MediaType, ["digest"] = manifest.Digest.ToString(), ["size"] = manifest.Size };
        if (tag is not null)
            entry["annotations"] = new JsonObject { [RefName] = tag };
        if (platform is not null)
            entry["platform"] = new JsonObject { ["architecture"] = platform.Architecture, ["os"] = platform.OperatingSystem };

        var others = ManifestDocument.Items(index["manifests"]).Where(x => x is not null && (TagOf(x) is { } name ? name != tag : DigestOf(x) != manifest.Digest.ToString()));
        index["manifests"] = new JsonArray([.. others.Select(x => x!.DeepClone()), entry]);

        var temporary = $"{indexPath}.{Guid.NewGuid():N}.tmp";
        await File.WriteAllTextAsync(temporary, index.ToJsonString(), cancellationToken);
        File.Move(temporary, indexPath, overwrite: true);
    }

    /// <summary>The image with that digest or tag; with neither, or where the only image has another tag, the only one there is.</summary>
    /// <exception cref="RegistryException">PIPE3111: there is none, or there are several.</exception>
    public async Task<Digest> FindAsync(ImageReference wanted, CancellationToken cancellationToken)
    {
        if (!File.Exists(indexPath))
            throw Unusable("is no OCI layout: it has no index.json. Build or pull the image first");

        var all = ManifestDocument.Items((await IndexAsync(cancellationToken))["manifests"]).OfType<JsonObject>().ToList();
        var entries = all.Where(x => LayoutEntry.IsImage(x) && IsImageManifest(x)).ToList();
        var found = wanted.Digest is { } digest
            ? all.Where(x => DigestOf(x) == digest.ToString()).Take(1).ToList()
            : entries.Where(x => wanted.Tag is not null && TagOf(x) == wanted.Tag).ToList();
        if (found.Count == 0 && wanted.Digest is null)
            found = entries;

        return found is [var entry] && Digest.TryParse(DigestOf(entry), out var result)
            ? result
            : throw Unusable($"holds {entries.Count} images ({string.Join(", ", entries.Select(x => TagOf(x) ?? DigestOf(x)))}), none of which is meant by '{wanted}' alone. Name one by its digest or its tag");
    }

    /// <summary>A manifest or index among the blobs.</summary>
    /// <exception cref="RegistryException">PIPE3111: it isn't there, or is damaged.</exception>
    public async Task<ManifestDocument> ManifestAsync(Digest digest, CancellationToken cancellationToken)
    {
        var path = Blobs.PathOf(digest);
        if (!File.Exists(path))
            throw Unusable($"lacks the manifest {digest}. Build or pull the image again, with all its platforms");

        var document = ManifestDocument.Read(await File.ReadAllBytesAsync(path, cancellationToken), null, $"The image {digest} in '{Directory}'");
        return document.Digest == digest ? document : throw Unusable($"is damaged: the manifest {digest} holds {document.Digest}. Build or pull the image again");
    }

    /// <summary>A blob's file, its content verified.</summary>
    /// <exception cref="RegistryException">PIPE3111: it isn't there, or is damaged.</exception>
    public async Task<string> BlobAsync(Descriptor blob, CancellationToken cancellationToken) => await Blobs.HasAsync(blob, cancellationToken)
        ? Blobs.PathOf(blob.Digest)
        : throw Unusable($"lacks the blob {blob.Digest} ({blob.Size} bytes), or holds it damaged. Build or pull the image again");

    // What isn't there or is damaged is for whoever uses it to report.
    private bool IsImageManifest(JsonObject entry)
    {
        if (!Digest.TryParse(DigestOf(entry), out var digest) || new FileInfo(Blobs.PathOf(digest)) is not { Exists: true, Length: <= ManifestDocument.MaxBytes } file)
            return true;
        return ManifestDocument.Json(File.ReadAllBytes(file.FullName)) is not { } manifest || LayoutEntry.IsImageManifest(manifest);
    }

    private async Task<JsonObject> IndexAsync(CancellationToken cancellationToken) =>
        ManifestDocument.Json(await File.ReadAllBytesAsync(indexPath, cancellationToken)) ?? throw Unusable("is damaged: its index.json is no JSON object. Build or pull the image again");

    private static string? TagOf(JsonNode entry) => ManifestDocument.Text((entry["annotations"] as JsonObject)?[RefName]);

    private static string? DigestOf(JsonNode entry) => ManifestDocument.Text(entry["digest"]);

    private RegistryException Unusable(string what) => new(RegistryErrors.UnusableLayout, $"'{Directory}' {what}.");
}
