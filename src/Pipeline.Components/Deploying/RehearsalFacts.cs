namespace Pipeline.Components.Deploying;

/// <summary>What is known only when a rehearsal runs, and its pods need.</summary>
/// <param name="DatabaseUri">The embedded MongoDB server; null for a build without a database.</param>
/// <param name="DatabaseName">The database of the stage that is deployed to; null for a build without migrations.</param>
/// <param name="Key">A random key of 32 bytes in base64, the same for as long as the rehearsal's state is kept.</param>
public sealed record RehearsalFacts(string? DatabaseUri, string? DatabaseName, string Key)
{
    /// <summary>Without the key: it is a secret, if one that guards nothing but a rehearsal.</summary>
    public override string ToString() => $"{nameof(RehearsalFacts)} {{ {nameof(DatabaseUri)} = {DatabaseUri}, {nameof(DatabaseName)} = {DatabaseName} }}";
}
