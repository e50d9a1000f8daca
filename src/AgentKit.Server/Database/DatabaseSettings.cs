using System.ComponentModel.DataAnnotations;
using Pipeline.Configuration;
using Pipeline.Secrets;

namespace AgentKit.Server.Database;

/// <summary>Where the documents are.</summary>
[SettingGroup("Database", Description = "MongoDB 6.0 or later, as a replica set. The service never changes the schema; migrations do.")]
internal sealed record DatabaseSettings : ISettingChecks
{
    [Setting("MONGODB_URI", "The servers, as MongoDB's connection string without user and password.", Example = "mongodb+srv://cluster0.example.mongodb.net/?tls=true", RequiredIn = ["Production", "Staging"])]
    [UriSchemes("mongodb", "mongodb+srv"), WithoutCredentials]
    public string? Uri { get; init; }

    [Setting("MONGODB_DATABASE", "The database's name.", Example = "agentkit")]
    [RegularExpression("[A-Za-z0-9_-]{1,63}", ErrorMessage = "1 to 63 letters, digits, - and _")]
    public string Name { get; init; } = "agentkit";

    [Setting("MONGODB_USERNAME", "The database's user. Without one the service doesn't authenticate. A secret with the key username, of which MONGODB_PASSWORD refers to another key, goes first: rotation alternates between two users.", Example = "agentkit")]
    [StringLength(128, MinimumLength = 1)]
    public string? UserName { get; init; }

    [Setting("MONGODB_PASSWORD", "The database user's password.", Example = "secret://agentkit/production/database/app#password")]
    public Secret? Password { get; init; }

    [Setting("AGENTKIT_DATABASE_TIMEOUT", "The longest wait for one answer of the database, for a server to be found, and for a free connection; after it the request is answered with 503.", Example = "00:00:10")]
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    [Setting("AGENTKIT_DATABASE_MAX_CONNECTIONS", "The most connections that one instance opens to each server.", Example = "100")]
    [Range(1, 10_000)]
    public int MaxConnections { get; init; } = 100;

    public IEnumerable<SettingProblem> Check(string environment)
    {
        if (Uri is null)
            yield return new SettingProblem(nameof(Uri), "isn't set. A development build brings a database of its own (dotnet run); this one doesn't.");
        if (UserName is not null && Password is null)
            yield return new SettingProblem(nameof(Password), "isn't set, and MONGODB_USERNAME is: set both or neither.");
    }
}
