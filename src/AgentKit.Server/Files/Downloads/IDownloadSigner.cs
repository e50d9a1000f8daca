using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Downloads;

/// <summary>Makes the short-lived request by which a caller downloads a file from elsewhere than this service.</summary>
internal interface IDownloadSigner
{
    /// <summary>Null where there is no elsewhere: the file is then streamed through this service.</summary>
    Task<PresignedRequest?> SignAsync(DownloadOffer offer, CancellationToken cancellationToken);
}
