namespace Pipeline.Secrets.Rotation.Observing;

/// <summary>Someone who uses a secret.</summary>
/// <param name="Name">The pod.</param>
/// <param name="Version">The version that it reports, or the value's fingerprint; null when it couldn't be asked, or doesn't say.</param>
public sealed record VersionUser(string Name, string? Version);
