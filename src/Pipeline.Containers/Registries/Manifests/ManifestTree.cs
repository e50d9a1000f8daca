namespace Pipeline.Containers.Registries.Manifests;

/// <summary>All the manifests of an image.</summary>
internal static class ManifestTree
{
    // An index may hold an index; deeper than this is a loop or an attack. So are more manifests than that.
    private const int MaximumDepth = 4;
    private const int MaximumManifests = 1000;

    /// <summary>An index's manifests before the index itself; the root is last. Each once.</summary>
    public static async Task<IReadOnlyList<ManifestDocument>> ReadAsync(Digest root, Func<Digest, CancellationToken, Task<ManifestDocument>> read, CancellationToken cancellationToken)
    {
        var seen = new HashSet<Digest>();
        var documents = new List<ManifestDocument>();
        await AddAsync(root, 1);
        return documents;

        async Task AddAsync(Digest digest, int depth)
        {
            if (!seen.Add(digest))
                return;
            if (depth > MaximumDepth || seen.Count > MaximumManifests)
                throw new RegistryException(RegistryErrors.Unsupported, $"The index {root} can't be used: it has indexes nested more than {MaximumDepth} deep, or more than {MaximumManifests} manifests. Name one of its images by digest.");

            var document = await read(digest, cancellationToken);
            foreach (var child in document.Children)
                await AddAsync(child.Descriptor.Digest, depth + 1);
            documents.Add(document);
        }
    }
}
