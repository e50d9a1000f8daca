namespace AgentKit.Server.Files.Scanning;

/// <summary>There is no scanner.</summary>
internal sealed class NoScanner : IMalwareScanner
{
    public bool IsConfigured => false;

    public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellationToken) => throw new InvalidOperationException("No scanner is configured: ask IsConfigured first.");
}
