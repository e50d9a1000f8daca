using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
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
        await AwaitChangeAsync(body, server.TopologyVersion, cancellationToken).ConfigureAwait(false);

        var now = ClusterClock.ToBson(server.Store.Clock.Now);
        var written = new BsonDocument { { "ts", now }, { "t", 1L } };
        var reply = new BsonDocument
        {
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
        if (body.Flag("helloOk"))
            reply.InsertAt(0, new BsonElement("helloOk", true));
        if (body.Array("compression") is { } compression)
        {
            var shared = compression.Where(x => Compressor.All.Any(y => y.Name == x)).ToArray();
            if (shared.Length > 0)
                reply["compression"] = new BsonArray(shared);
        }

        server.Access.AddToHello(request, reply);
        return reply;
    }

    /// <summary>A client that knows the topology waits for another one. There is none while the server runs, so it waits for as long as it wants to.</summary>
    private static async Task AwaitChangeAsync(CommandBody body, BsonDocument current, CancellationToken cancellationToken)
    {
        var (known, wait) = (body.Object("topologyVersion"), body.NotNegative("maxAwaitTimeMS"));
        if (known is null && wait is null)
            return;
        if (known is null || wait is null)
            throw new CommandException(31368, known is null ? "A request with 'maxAwaitTimeMS' must include a 'topologyVersion'" : "A request with a 'topologyVersion' must include 'maxAwaitTimeMS'");

        var counter = new CommandBody("topologyVersion", known).Number("counter") ?? throw new CommandException(ServerError.IDLFailedToParse, "BSON field 'TopologyVersion.counter' is missing but a required field");
        if (counter < 0)
            throw new CommandException(31372, "topologyVersion must have a non-negative counter");
        if (known.GetValue("processId", BsonNull.Value) != current["processId"])
            return;
        if (counter > current["counter"].ToInt64())
            throw new CommandException(31382, $"Received a topology version with counter: {counter} which is greater than the server topology version counter: {current["counter"]}");
        if (counter == current["counter"].ToInt64())
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(wait.Value, int.MaxValue)), cancellationToken).ConfigureAwait(false);
    }
}
