using AgentKit.Server.Organizations;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Health;

/// <summary>The database answers.</summary>
internal sealed class DatabaseCheck(ServiceDatabase database) : IReadinessCheck
{
    public string Name => "database";

    public async Task<ReadinessVerdict> CheckAsync(CancellationToken cancellationToken)
    {
        await database.Database.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), ReadPreference.Primary, cancellationToken);
        return ReadinessVerdict.Ready;
    }
}
