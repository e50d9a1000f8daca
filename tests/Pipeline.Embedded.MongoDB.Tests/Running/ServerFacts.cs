using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>What a case's runOnRequirements are compared with.</summary>
internal sealed record ServerFacts
{
    public required Version Version { get; init; }

    /// <summary>single, replicaset, sharded or load-balanced.</summary>
    public required string Topology { get; init; }

    public bool Authenticated { get; init; }

    public BsonDocument Parameters { get; init; } = [];

    /// <summary>What the embedded server says it is. A test asserts that it does.</summary>
    public static ServerFacts Embedded { get; } = new()
    {
        Version = new Version(8, 0, 0),
        Topology = "replicaset",
        Parameters = new BsonDocument { { "enableTestCommands", true }, { "requireApiVersion", false } },
    };

    public static ServerFacts Ask(MongoClient client)
    {
        var admin = client.GetDatabase("admin");
        var hello = admin.RunCommand<BsonDocument>(new BsonDocument("hello", 1));
        var version = admin.RunCommand<BsonDocument>(new BsonDocument("buildInfo", 1))["version"].AsString;
        return new ServerFacts
        {
            Version = ServerVersion.Parse(version),
            Topology = hello.Contains("setName") ? "replicaset" : hello.GetValue("msg", "") == "isdbgrid" ? "sharded" : "single",
            Authenticated = client.Settings.Credential is not null,
            Parameters = Parameter(admin),
        };
    }

    private static BsonDocument Parameter(IMongoDatabase admin)
    {
        try
        {
            return admin.RunCommand<BsonDocument>(new BsonDocument("getParameter", "*"));
        }
        catch (MongoCommandException)
        {
            return [];
        }
    }
}
