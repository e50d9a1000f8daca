using MongoDB.Bson;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Configuration;
using MongoDB.Driver.Core.Events;
using MongoDB.Driver.Core.Servers;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Entities;

/// <summary>The driver's monitoring events under the names of the SDAM specification.</summary>
internal static class TopologyEvents
{
    public static void Subscribe(ClusterBuilder builder, Action<string, BsonDocument> add)
    {
        builder.Subscribe<ServerDescriptionChangedEvent>(x => add("serverDescriptionChangedEvent", Change(Type(x.OldDescription), Type(x.NewDescription))));
        builder.Subscribe<ClusterDescriptionChangedEvent>(x => add("topologyDescriptionChangedEvent", Change(Type(x.OldDescription), Type(x.NewDescription))));
        builder.Subscribe<ServerHeartbeatStartedEvent>(x => add("serverHeartbeatStartedEvent", new BsonDocument("awaited", x.Awaited)));
        builder.Subscribe<ServerHeartbeatSucceededEvent>(x => add("serverHeartbeatSucceededEvent", new BsonDocument("awaited", x.Awaited)));
        builder.Subscribe<ServerHeartbeatFailedEvent>(x => add("serverHeartbeatFailedEvent", new BsonDocument("awaited", x.Awaited)));
        builder.Subscribe<ClusterOpenedEvent>(_ => add("topologyOpeningEvent", []));
        builder.Subscribe<ClusterClosedEvent>(_ => add("topologyClosedEvent", []));
    }

    public static string Type(ClusterDescription description) => description.Type switch
    {
        ClusterType.ReplicaSet => description.Servers.Any(x => x.Type == ServerType.ReplicaSetPrimary) ? "ReplicaSetWithPrimary" : "ReplicaSetNoPrimary",
        ClusterType.Standalone => "Single",
        ClusterType.Sharded => "Sharded",
        ClusterType.LoadBalanced => "LoadBalanced",
        _ => "Unknown",
    };

    private static string Type(ServerDescription description) => description.Type switch
    {
        ServerType.ReplicaSetPrimary => "RSPrimary",
        ServerType.ReplicaSetSecondary => "RSSecondary",
        ServerType.ReplicaSetArbiter => "RSArbiter",
        ServerType.ReplicaSetGhost => "RSGhost",
        ServerType.ReplicaSetOther => "RSOther",
        ServerType.ShardRouter => "Mongos",
        ServerType.Standalone => "Standalone",
        ServerType.LoadBalanced => "LoadBalancer",
        _ => "Unknown",
    };

    private static BsonDocument Change(string previous, string current) => new()
    {
        { "previousDescription", new BsonDocument("type", previous) },
        { "newDescription", new BsonDocument("type", current) },
    };
}
