using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Downloads;

/// <summary>For a store on this machine's disk, which nobody else reaches.</summary>
internal sealed class NoSigner : IDownloadSigner
{
    public Task<PresignedRequest?> SignAsync(DownloadOffer offer, CancellationToken cancellationToken) => Task.FromResult<PresignedRequest?>(null);
}
