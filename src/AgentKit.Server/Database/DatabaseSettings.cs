using Pipeline.Configuration;

namespace AgentKit.Server.Database;

/// <summary>Where the documents are.</summary>
[SettingGroup("Database", Description = "MongoDB 6.0 or later, as a replica set. The service never changes the schema; migrations do.")]
internal sealed record DatabaseSettings
{
    [Setting("MONGODB_URI", "The servers, as MongoDB's connection string without user and password.", Example = "mongodb+srv://cluster0.example.mongodb.net/?retryWrites=true", RequiredIn = ["Production", "Staging"])]
    public string? Uri { get; init; }

    [Setting("MONGODB_DATABASE", "The database's name.", Example = "agentkit")]
    public string Name { get; init; } = "agentkit";

    [Setting("MONGODB_USERNAME", "The database's user; without one, none is sent. Its password is the secret database/password.", Example = "agentkit")]
    public string? UserName { get; init; }

    [Setting("AGENTKIT_DATABASE_TIMEOUT", "How long one call of the database may take before the request is answered with 503.", Example = "00:00:10")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    [Setting("AGENTKIT_DATABASE_MAX_CONNECTIONS", "The most connections that one instance opens to each server.", Example = "100")]
    public int MaxConnections { get; init; } = 100;
}
