namespace AgentKit.Server.Files.Endpoints;

/// <summary>Where a file can be downloaded, for callers that ask for JSON rather than being redirected.</summary>
/// <param name="Url">A GET without credentials; a secret until it expires.</param>
/// <param name="ExpiresAt">Until when it holds.</param>
/// <param name="Sha256">What the bytes must have.</param>
internal sealed record DownloadAnswer(string Url, DateTimeOffset ExpiresAt, string? Sha256);
