using AgentKit.Migrations;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;
using Pipeline.Migrations;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Sources;

namespace AgentKit.Server.Tests;

/// <summary>
/// Databases with AgentKit's schema, each with a random name, on one server for the whole run: a real one where <c>PIPELINE_TEST_MONGODB_URI</c>
/// names it, the embedded one, in memory, otherwise.
/// </summary>
internal static class TestDatabases
{
    private static readonly Lazy<Task<string>> ConnectionString = new(async () =>
        Environment.GetEnvironmentVariable("PIPELINE_TEST_MONGODB_URI") ?? (await EmbeddedMongoServer.StartAsync()).ConnectionString);

    public static Task<string> ServerAsync() => ConnectionString.Value;

    public static async Task<IMongoDatabase> NewAsync(bool migrated = true)
    {
        var database = new MongoClient(await ServerAsync()).GetDatabase($"agentkit_test_{Guid.NewGuid():n}");
        if (migrated)
            await Migrator.Create(database, MigrationSet.FromAssembly(typeof(AgentKitQueries).Assembly)).RunAsync(MigrationRequest.Up());
        return database;
    }
}
