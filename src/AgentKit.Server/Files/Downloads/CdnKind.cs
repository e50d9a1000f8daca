namespace AgentKit.Server.Files.Downloads;

/// <summary>The networks whose signed URLs we can make.</summary>
internal enum CdnKind
{
    None,
    CloudFront,
    GoogleCloud,
}
