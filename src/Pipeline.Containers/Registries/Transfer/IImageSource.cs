using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Manifests;

namespace Pipeline.Containers.Registries.Transfer;

/// <summary>Where a pushed image comes from: a layout, or another repository.</summary>
internal interface IImageSource
{
    Task<ManifestDocument> ManifestAsync(Digest digest, CancellationToken cancellationToken);

    /// <summary>A file with the blob's content, which was verified.</summary>
    Task<string> BlobAsync(Descriptor blob, CancellationToken cancellationToken);

    /// <summary>The blob was sent, or isn't needed.</summary>
    void Release(Descriptor blob);

    /// <summary>A repository of the target's registry that may have the blobs; null for none.</summary>
    string? MountFrom(ImageReference target, ManifestDocument manifest);
}
