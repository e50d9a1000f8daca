using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Wire;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary><c>hello</c>: who the server is. It is the primary of a replica set of one, as of MongoDB 8.0.</summary>
internal sealed class HelloCommand : Command
{
    /// <summary>8.0's.</summary>
    private const int MaxWireVersion = 25;

    public override string Name => "hello";

    public override IReadOnlyList<string> Aliases => ["isMaster", "ismaster"];

    public override CommandTraits Traits => CommandTraits.Unauthenticated;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var (server, body, connection) = (request.Server, request.Body, request.Connection);
        if (body.Object("client") is { } client)
            connection.Metadata ??= client;
        if (body.Value("topologyVersion") is BsonDocument known && body.Number("maxAwaitTimeMS") is { } wait && known.Equals(server.TopologyVersion))
            await Task.Delay(TimeSpan.FromMilliseconds(wait), cancellationToken).ConfigureAwait(false);

        var now = ClusterClock.ToBson(server.Store.Clock.Now);
        var written = new BsonDocument { { "ts", now }, { "t", 1L } };
        var reply = new BsonDocument
        {
            { "helloOk", true },
            { "topologyVersion", server.TopologyVersion },
            { "hosts", new BsonArray { server.Address } },
            { "setName", server.Options.ReplicaSetName },
            { "setVersion", 1 },
            { body.Name == "hello" ? "isWritablePrimary" : "ismaster", true },
            { "secondary", false },
            { "primary", server.Address },
            { "me", server.Address },
            { "electionId", new ObjectId("7fffffff0000000000000001") },
            { "lastWrite", new BsonDocument { { "opTime", written }, { "lastWriteDate", request.Now }, { "majorityOpTime", written }, { "majorityWriteDate", request.Now } } },
            { "maxBsonObjectSize", Documents.MaxBytes },
            { "maxMessageSizeBytes", MessageHeader.MaxMessageBytes },
            { "maxWriteBatchSize", 100_000 },
            { "localTime", request.Now },
            { "logicalSessionTimeoutMinutes", 30 },
            { "connectionId", connection.Id },
            { "minWireVersion", 0 },
            { "maxWireVersion", MaxWireVersion },
            { "readOnly", false },
        };
        if (body.Array("compression") is { } compression)
        {
            var shared = compression.Where(x => Compressor.All.Any(y => y.Name == x)).ToArray();
            if (shared.Length > 0)
                reply["compression"] = new BsonArray(shared);
        }

        server.Access.AddToHello(request, reply);
        return reply;
    }
}
