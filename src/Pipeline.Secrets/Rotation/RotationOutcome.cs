namespace Pipeline.Secrets.Rotation;

/// <summary>What a rotation came to.</summary>
/// <param name="IsDone">Whether the old value is revoked. If not, the new one is current, and running it again goes on with observing.</param>
/// <param name="Version">The new version.</param>
/// <param name="Summary">A sentence: what was revoked, or who hasn't moved.</param>
public sealed record RotationOutcome(bool IsDone, string Version, string Summary);
