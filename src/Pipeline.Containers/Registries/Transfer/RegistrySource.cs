using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Manifests;

namespace Pipeline.Containers.Registries.Transfer;

/// <summary>An image in a repository; a blob lies in a temporary folder while it is on its way.</summary>
internal sealed class RegistrySource(ImageReference image, ManifestStore manifests, BlobDownload download, string purpose) : IImageSource, IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("pipeline-copy-").FullName;

    public Task<ManifestDocument> ManifestAsync(Digest digest, CancellationToken cancellationToken) => manifests.GetAsync(image.WithDigest(digest), purpose, cancellationToken);

    public async Task<string> BlobAsync(Descriptor blob, CancellationToken cancellationToken)
    {
        var store = new BlobStore(scratch);
        await download.RunAsync(image, blob, store, purpose, cancellationToken);
        return store.PathOf(blob.Digest);
    }

    public void Release(Descriptor blob)
    {
        // Not there, if the target had it or took it from elsewhere.
        if (new BlobStore(scratch).PathOf(blob.Digest) is var path && File.Exists(path))
            File.Delete(path);
    }

    public string? MountFrom(ImageReference target, ManifestDocument manifest) => image.Registry == target.Registry && image.Repository != target.Repository ? image.Repository : null;

    public void Dispose() => Directory.Delete(scratch, recursive: true);
}
