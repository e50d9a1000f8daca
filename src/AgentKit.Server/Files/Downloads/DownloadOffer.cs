namespace AgentKit.Server.Files.Downloads;

/// <summary>What is to be downloaded, and how it should be answered.</summary>
/// <param name="ObjectKey">The object.</param>
/// <param name="ContentDisposition">Always an attachment.</param>
/// <param name="ContentType">What the bytes are.</param>
internal sealed record DownloadOffer(string ObjectKey, string ContentDisposition, string ContentType);
