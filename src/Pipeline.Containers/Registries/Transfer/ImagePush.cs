using Pipeline.Containers.Layouts;
using Pipeline.Containers.Registries.Http;
using Pipeline.Containers.Registries.Manifests;
using Pipeline.Containers.Registries.Referring;

namespace Pipeline.Containers.Registries.Transfer;

/// <summary>Puts an image into a repository: its blobs, then its manifests from the leaves up, so that nobody sees one whose parts aren't there.</summary>
internal sealed class ImagePush(ReferrerStore referrers, BlobUpload uploads, RegistryOptions options, IProgress<string>? progress)
{
    public async Task<TransferredImage> RunAsync(IImageSource source, Digest digest, ImageReference target, string purpose, CancellationToken cancellationToken)
    {
        var documents = await ManifestTree.ReadAsync(digest, source.ManifestAsync, cancellationToken);
        var blobs = new Dictionary<Digest, (Descriptor Blob, string? MountFrom)>();
        foreach (var document in documents)
        {
            foreach (var blob in document.Blobs)
                blobs.TryAdd(blob.Digest, (blob, source.MountFrom(target, document)));
        }

        var count = new TransferCount();
        await Parallel.ForEachAsync(blobs.Values, new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken }, async (item, token) =>
        {
            var outcome = await uploads.RunAsync(target, item.Blob, item.MountFrom, () => source.BlobAsync(item.Blob, token), purpose, token);
            source.Release(item.Blob);
            count.Add(outcome, item.Blob.Size);
            progress?.Report(TransferLine.Of(outcome, item.Blob, target));
        });

        var root = documents[^1];
        foreach (var document in documents)
            await referrers.PutAsync(target with { Tag = document == root ? target.Tag : null, Digest = null }, document, purpose, cancellationToken);

        var result = count.Result(target.WithDigest(root.Digest), root.MediaType);
        progress?.Report($"{purpose}: {root.Digest}");
        return result;
    }
}
