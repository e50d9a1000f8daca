using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Manifests;

namespace Pipeline.Containers.Registries.Transfer;

/// <summary>An image in a layout.</summary>
internal sealed class LayoutSource(LayoutFolder layout) : IImageSource
{
    private const string BaseName = "org.opencontainers.image.base.name";

    public Task<ManifestDocument> ManifestAsync(Digest digest, CancellationToken cancellationToken) => layout.ManifestAsync(digest, cancellationToken);

    public Task<string> BlobAsync(Descriptor blob, CancellationToken cancellationToken) => layout.BlobAsync(blob, cancellationToken);

    public void Release(Descriptor blob)
    {
        // It stays in the layout.
    }

    // The base image's repository has its layers, if it lies in the same registry.
    public string? MountFrom(ImageReference target, ManifestDocument manifest) =>
        ImageReference.TryParse(manifest.Annotations.GetValueOrDefault(BaseName), out var image) && image.Registry == target.Registry && image.Repository != target.Repository
            ? image.Repository
            : null;
}
