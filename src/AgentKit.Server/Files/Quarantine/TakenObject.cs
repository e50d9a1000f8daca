namespace AgentKit.Server.Files.Quarantine;

/// <summary>An object in quarantine that is to become a file.</summary>
/// <param name="ContentType">What its bytes are, as far as they were looked at.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Sha256">Its checksum; null when it wasn't read whole.</param>
/// <param name="IsInspected">Whether every byte was looked at.</param>
internal sealed record TakenObject(string ContentType, long SizeBytes, string? Sha256, bool IsInspected);
