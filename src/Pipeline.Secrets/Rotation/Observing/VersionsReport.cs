namespace Pipeline.Secrets.Rotation.Observing;

/// <summary>Who uses which version of a secret.</summary>
/// <param name="Users">Everyone who may use it.</param>
/// <param name="Doubt">Why the list may lack someone; null when it doesn't.</param>
public sealed record VersionsReport(IReadOnlyList<VersionUser> Users, string? Doubt = null);
