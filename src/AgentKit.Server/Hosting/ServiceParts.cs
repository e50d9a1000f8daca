using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Files.Crashing;
using AgentKit.Server.Secrets;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.Secrets;
using Pipeline.Secrets.Caching;

namespace AgentKit.Server.Hosting;

/// <summary>What the service stands on: made from the settings at its start, from whatever a test wants in tests. Whoever made them ends them.</summary>
internal sealed record ServiceParts
{
    public required DatabaseConnection Database { get; init; }

    /// <summary>Where files are.</summary>
    public required IObjectStore Objects { get; init; }

    /// <summary>With what a store on this machine's disk signs requests, which the service then serves; null for a store that serves its own.</summary>
    public LocalPresigning? LocalObjects { get; init; }

    /// <summary>Told how far an upload has come; a test's ends the process there.</summary>
    public ICrashPoints CrashPoints { get; init; } = new NoCrashPoints();

    /// <summary>Where secrets are written.</summary>
    public required ISecretStore SecretStore { get; init; }

    /// <summary>Where secrets are read: kept in memory, and fresh.</summary>
    public required ProductionSecretsManager Secrets { get; init; }

    public required SigningKeys Keys { get; init; }

    /// <summary>Null where tokens come from a provider.</summary>
    public DevelopmentTokens? DevelopmentTokens { get; init; }
}
