using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>replSetGetConfig</c>.</summary>
internal sealed class ReplSetGetConfigCommand : SynchronousCommand
{
    public override string Name => "replSetGetConfig";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    protected override BsonDocument Run(CommandRequest request) => new("config", new BsonDocument
    {
        { "_id", request.Server.Options.ReplicaSetName },
        { "version", 1 },
        { "term", 1 },
        {
            "members", new BsonArray
            {
                new BsonDocument
                {
                    { "_id", 0 },
                    { "host", request.Server.Address },
                    { "arbiterOnly", false },
                    { "buildIndexes", true },
                    { "hidden", false },
                    { "priority", 1 },
                    { "tags", new BsonDocument() },
                    { "secondaryDelaySecs", 0L },
                    { "votes", 1 },
                },
            }
        },
        { "protocolVersion", 1L },
        { "writeConcernMajorityJournalDefault", true },
        { "settings", new BsonDocument { { "chainingAllowed", true }, { "heartbeatIntervalMillis", 2000 }, { "heartbeatTimeoutSecs", 10 }, { "electionTimeoutMillis", 10_000 }, { "getLastErrorModes", new BsonDocument() }, { "getLastErrorDefaults", new BsonDocument { { "w", 1 }, { "wtimeout", 0 } } } } },
    });
}
