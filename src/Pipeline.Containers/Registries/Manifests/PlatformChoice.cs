using Pipeline.Containers.Building;

namespace Pipeline.Containers.Registries.Manifests;

/// <summary>Finds in an index the image for a platform.</summary>
internal static class PlatformChoice
{
    /// <summary>A manifest that isn't an index is taken as it is: what it is for stands in its configuration.</summary>
    /// <exception cref="RegistryException">PIPE3102: the index has none for it.</exception>
    public static async Task<ManifestDocument> OfAsync(
        ManifestDocument document, ImagePlatform platform, Func<Digest, CancellationToken, Task<ManifestDocument>> read, ImageReference image, CancellationToken cancellationToken)
    {
        if (!document.IsIndex)
            return document;

        // Indexes in an index usually have no platform of their own, so all the images below are looked at.
        var tree = await IndexesAsync(document, read, cancellationToken);
        var children = tree.SelectMany(x => x.Children).ToList();
        var found = children.FirstOrDefault(x => x.Platform == platform)
            ?? throw new RegistryException(RegistryErrors.NotFound, $"{image} has no image for {platform}; it has {string.Join(", ", children.Select(x => x.Platform?.ToString()).Where(x => x is not null and not "unknown/unknown").Distinct())}. Take one that has it, or ask for another platform.");
        return await read(found.Descriptor.Digest, cancellationToken);
    }

    private static async Task<IReadOnlyList<ManifestDocument>> IndexesAsync(ManifestDocument root, Func<Digest, CancellationToken, Task<ManifestDocument>> read, CancellationToken cancellationToken)
    {
        var nested = root.Children.Where(x => Layouts.OciMediaTypes.IsIndex(x.Descriptor.MediaType)).ToList();
        var indexes = new List<ManifestDocument> { root };
        foreach (var child in nested)
            indexes.Add(await read(child.Descriptor.Digest, cancellationToken)); // One level: deeper ones exist in no registry.
        return indexes;
    }
}
