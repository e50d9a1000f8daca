namespace AgentKit.Server.Files.Direct;

/// <summary>A request that the caller makes to the object store.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Url">Its address, signature included.</param>
/// <param name="Headers">Headers that must be sent exactly so.</param>
/// <param name="ExpiresAt">Until when it holds.</param>
internal sealed record UploadRequestAnswer(string Method, string Url, IReadOnlyDictionary<string, string> Headers, DateTimeOffset ExpiresAt);
