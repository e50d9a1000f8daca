namespace Pipeline.Releases.Planning;

/// <summary>A secret that the release uses in the environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version that is current; null where the store has none, or may not be read for it.</param>
public sealed record PlannedSecret(string Name, string? Version);
