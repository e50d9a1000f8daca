using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;
using Pipeline.Migrations;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Sources;

namespace Benchmarks.Migrating;

/// <summary>Planning over a long history, and many small migrations beside npm's migrate-mongo on the same server.</summary>
internal static class MigrationBenchmarks
{
    private const int Applied = 5_000;
    private const int Small = 500;

    public static async Task<string> RunAsync(int runs)
    {
        var product = Workspace.FindProduct();
        var modules = Path.Combine(product, "tests", "components", "migrate-mongo", "node_modules");
        if (!Directory.Exists(modules))
            throw new InvalidOperationException($"migrate-mongo isn't installed. Run: npm ci --prefix {Path.GetDirectoryName(modules)}");
        var directory = Directory.CreateTempSubdirectory("pipeline-bench-migrations-").FullName;
        try
        {
            await using var server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { DataDirectory = Path.Combine(directory, "data") });
            var planning = await PlanAsync(server, await GeneratedMigrations.CompileAsync(Path.Combine(directory, "many"), product, Applied), runs);
            var applying = await ApplyAsync(server, directory, product, modules, runs);
            return string.Create(CultureInfo.InvariantCulture, $"""
                ## Migrations

                Planning with {Applied} applied migrations, checksums included: median {planning.Median:0} ms ({planning.Milliseconds.Min():0} to {planning.Milliseconds.Max():0}).

                Applying {Small} small migrations, each as a program from its start to its end, on the same embedded server:

                {Series.Table(applying, "x pipeline")}

                As programs ours is {applying[1].Median / applying[0].Median:0.00} times faster; in what the migrations add to a run that has nothing to do, {(applying[1].Median - applying[3].Median) / (applying[0].Median - applying[2].Median):0.0} times.
                """);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<Series> PlanAsync(EmbeddedMongoServer server, string assembly, int runs)
    {
        var database = new MongoClient(server.ConnectionString).GetDatabase("planning");
        var loaded = Assembly.LoadFrom(assembly);
        await Migrator.Create(database, MigrationSet.FromAssembly(loaded)).RunAsync(MigrationRequest.Baseline(Applied));
        var series = await Series.MeasureAsync(
        [
            new("", async () =>
            {
                // A set of its own each time: checksums are remembered.
                var watch = Stopwatch.StartNew();
                var plan = await Migrator.Create(database, MigrationSet.FromAssembly(loaded)).PlanAsync(MigrationRequest.Up());
                var elapsed = watch.Elapsed;
                return plan is { IsEmpty: true, AppliedCount: Applied, CanRun: true } ? elapsed : throw new InvalidOperationException($"The plan isn't that of {Applied} applied migrations: {plan.ToJson()}");
            }),
        ], runs);
        return series[0];
    }

    private static async Task<IReadOnlyList<Series>> ApplyAsync(EmbeddedMongoServer server, string directory, string product, string modules, int runs)
    {
        var client = new MongoClient(server.ConnectionString);
        var assembly = await GeneratedMigrations.CompileAsync(Path.Combine(directory, "few"), product, Small);
        var theirs = Directory.CreateDirectory(Path.Combine(directory, "theirs")).FullName;
        await GeneratedMigrations.WriteForMigrateMongoAsync(theirs, modules, server.ConnectionString, "theirs", Small);
        var pipeline = Path.Combine(await GeneratedMigrations.PublishAsync(Path.Combine(product, "src", "Pipeline.Cli", "Pipeline.Cli.csproj"), Path.Combine(directory, "pipeline")), "pipeline.dll");
        var uri = new Dictionary<string, string> { ["PIPELINE_MONGODB_URI"] = server.ConnectionString };
        return await Series.MeasureAsync(
        [
            new("`pipeline migrate up`", () => Timed.RunAsync("dotnet", [pipeline, "migrate", "up", "--assembly", assembly, "--database", "ours"], directory, uri)) { Before = () => client.DropDatabaseAsync("ours") },
            new("`migrate-mongo up`", () => Timed.RunAsync("node", ["node_modules/migrate-mongo/bin/migrate-mongo.js", "up"], theirs)) { Before = () => client.DropDatabaseAsync("theirs") },
            new("`pipeline migrate up` again: nothing to do", () => Timed.RunAsync("dotnet", [pipeline, "migrate", "up", "--assembly", assembly, "--database", "ours"], directory, uri)),
            new("`migrate-mongo up` again: nothing to do", () => Timed.RunAsync("node", ["node_modules/migrate-mongo/bin/migrate-mongo.js", "up"], theirs)),
        ], runs);
    }
}
