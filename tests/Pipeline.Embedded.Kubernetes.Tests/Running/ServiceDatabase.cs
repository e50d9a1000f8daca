using AgentKit.Migrations;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;
using Pipeline.Migrations;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Sources;

namespace Pipeline.Embedded.Kubernetes.Tests.Running;

/// <summary>A migrated database for pods that are the real service.</summary>
internal static class ServiceDatabase
{
    public static async Task<EmbeddedMongoServer> StartAsync()
    {
        var server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions());
        using var client = new MongoClient(server.ConnectionString);
        await Migrator.Create(client.GetDatabase("agentkit"), MigrationSet.FromAssembly(typeof(AgentKitQueries).Assembly)).RunAsync(MigrationRequest.Up());
        return server;
    }
}
