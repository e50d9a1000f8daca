using AgentKit.Server.Access;
using MongoDB.Driver;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.Secrets;

namespace AgentKit.Server.Hosting;

/// <summary>What the service stands on: made from the settings at its start, from whatever a test wants in tests.</summary>
internal sealed record ServiceParts
{
    public required IMongoDatabase Database { get; init; }

    public IObjectStore? Objects { get; init; }

    /// <summary>With what a store on this machine's disk signs requests, which the service then serves; null for a store that serves its own.</summary>
    public LocalPresigning? LocalObjects { get; init; }

    public ISecretStore? Secrets { get; init; }

    /// <summary>Signs cursors; the same in every instance.</summary>
    public required byte[] CursorKey { get; init; }

    /// <summary>Null where tokens come from a provider.</summary>
    public DevelopmentTokens? DevelopmentTokens { get; init; }
}
