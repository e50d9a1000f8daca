using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Downloads;

/// <summary>The object store's own signed URLs.</summary>
internal sealed class StoreSigner(IObjectStore store, FileSettings settings) : IDownloadSigner
{
    public async Task<PresignedRequest?> SignAsync(DownloadOffer offer, CancellationToken cancellationToken) => await store.PresignGetAsync(
        offer.ObjectKey,
        new PresignGetOptions { ExpiresIn = settings.DownloadLifetime, ContentDisposition = offer.ContentDisposition, ContentType = offer.ContentType },
        cancellationToken);
}
