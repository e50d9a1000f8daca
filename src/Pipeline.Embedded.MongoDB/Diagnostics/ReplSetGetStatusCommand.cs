using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>replSetGetStatus</c>: a set with one member, which is its primary.</summary>
internal sealed class ReplSetGetStatusCommand : SynchronousCommand
{
    public override string Name => "replSetGetStatus";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    protected override BsonDocument Run(CommandRequest request)
    {
        var server = request.Server;
        var last = new BsonDocument { { "ts", ClusterClock.ToBson(server.Store.Clock.Now) }, { "t", 1L } };
        var elected = new BsonTimestamp((int)new DateTimeOffset(server.StartedAt).ToUnixTimeSeconds(), 1);
        var member = new BsonDocument
        {
            { "_id", 0 },
            { "name", server.Address },
            { "health", 1.0 },
            { "state", 1 },
            { "stateStr", "PRIMARY" },
            { "uptime", (int)(server.Now - server.StartedAt).TotalSeconds },
            { "optime", last },
            { "optimeDate", server.Now },
            { "syncSourceHost", "" },
            { "syncSourceId", -1 },
            { "infoMessage", "" },
            { "electionTime", elected },
            { "electionDate", server.StartedAt },
            { "configVersion", 1 },
            { "configTerm", 1 },
            { "self", true },
            { "lastHeartbeatMessage", "" },
        };
        return new BsonDocument
        {
            { "set", server.Options.ReplicaSetName },
            { "date", server.Now },
            { "myState", 1 },
            { "term", 1L },
            { "syncSourceHost", "" },
            { "syncSourceId", -1 },
            { "heartbeatIntervalMillis", 2000L },
            { "majorityVoteCount", 1 },
            { "writeMajorityCount", 1 },
            { "votingMembersCount", 1 },
            { "writableVotingMembersCount", 1 },
            { "optimes", new BsonDocument { { "lastCommittedOpTime", last }, { "readConcernMajorityOpTime", last }, { "appliedOpTime", last }, { "durableOpTime", last } } },
            { "members", new BsonArray { member } },
        };
    }
}
