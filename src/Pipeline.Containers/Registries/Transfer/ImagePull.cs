using Pipeline.Containers.Building;
using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Manifests;

namespace Pipeline.Containers.Registries.Transfer;

/// <summary>Fetches an image into a layout: blobs, then manifests, then the entry in the layout's index. What is there already isn't fetched again.</summary>
internal sealed class ImagePull(ManifestStore manifests, BlobDownload download, RegistryOptions options, IProgress<string>? progress)
{
    public async Task<TransferredImage> RunAsync(ImageReference image, ImagePlatform? platform, LayoutFolder layout, string purpose, CancellationToken cancellationToken)
    {
        await layout.CreateAsync(cancellationToken);
        var root = await manifests.GetAsync(image, purpose, cancellationToken);
        if (platform is not null)
            root = await PlatformChoice.OfAsync(root, platform, (x, token) => manifests.GetAsync(image.WithDigest(x), purpose, token), image, cancellationToken);

        var documents = await ManifestTree.ReadAsync(root.Digest, (x, token) => x == root.Digest ? Task.FromResult(root) : manifests.GetAsync(image.WithDigest(x), purpose, token), cancellationToken);
        var count = new TransferCount();
        await Parallel.ForEachAsync(
            documents.SelectMany(x => x.Blobs).DistinctBy(x => x.Digest),
            new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken },
            async (blob, token) =>
            {
                var outcome = await download.RunAsync(image, blob, layout.Blobs, purpose, token);
                count.Add(outcome, blob.Size);
                progress?.Report(TransferLine.Of(outcome, blob, image));
            });

        foreach (var document in documents)
            await layout.Blobs.AddAsync(document.Content, cancellationToken);
        await layout.AddAsync(root.Descriptor, platform, image.Tag, cancellationToken);

        var result = count.Result(image.WithDigest(root.Digest), root.MediaType);
        progress?.Report($"{purpose}: {root.Digest}");
        return result;
    }
}
