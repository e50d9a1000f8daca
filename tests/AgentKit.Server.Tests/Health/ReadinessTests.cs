using AgentKit.Migrations;
using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Health;
using AgentKit.Server.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Sources;
using Pipeline.Tests;

namespace AgentKit.Server.Tests.Health;

[Trait("Speed", "Slow")]
public sealed class ReadinessTests
{
    [Fact]
    public async Task Ready_names_its_checks_and_the_schema()
    {
        await using var service = await RunningService.StartAsync();

        var answer = await service.Client.ReadAsync("/readyz");

        Assert.Equal((200, "ready"), (answer.Status, answer["status"]));
        Assert.Equal(["database", "object_store", "schema"], answer.Json["checks"]!.AsObject().Select(x => x.Key).Order(StringComparer.Ordinal));
        Assert.All(answer.Json["checks"]!.AsObject(), x => Assert.Equal("ok", (string?)x.Value!["status"]));
    }

    [Fact]
    public async Task A_pod_that_comes_before_its_migration_is_not_ready()
    {
        await using var service = await RunningService.StartAsync();
        await service["_migrations"].DeleteOneAsync(new BsonDocument("_id", SupportedSchema.Range.From));

        var answer = await service.Client.ReadAsync("/readyz");

        Assert.Equal((503, "not-ready", "failed"), (answer.Status, answer.Problem, (string?)answer.Json["checks"]!["schema"]!["status"]));
        Assert.Contains($"{SupportedSchema.Range.From}", (string)answer.Json["checks"]!["schema"]!["detail"]!);
        Assert.Equal(200, (await service.Client.ReadAsync("/livez")).Status);
    }

    [Fact]
    public void The_service_needs_the_newest_expand_migration()
    {
        var newest = MigrationSet.FromAssembly(typeof(AgentKitQueries).Assembly).All.Last(x => x.Phase == MigrationPhase.Expand).Version;

        Assert.Equal(newest, SupportedSchema.Range.From);
    }

    [Fact]
    public async Task While_the_database_is_away_requests_get_503_and_it_comes_back_by_itself()
    {
        var port = FreePort.Take();
        var folder = Directory.CreateTempSubdirectory("agentkit-").FullName;
        var options = new EmbeddedMongoServerOptions { Port = port, DataDirectory = folder };
        var server = await EmbeddedMongoServer.StartAsync(options);
        await TestDatabases.MigrateAsync(new MongoClient(server.ConnectionString).GetDatabase("agentkit"), MigrationRequest.Up());
        var settings = new DatabaseSettings { Uri = server.ConnectionString, Timeout = TimeSpan.FromSeconds(2) };
        using var connection = DatabaseConnection.Open(settings, null, TimeProvider.System);
        await using var service = await RunningService.StartAsync(new ServiceSettings { Server = RunningService.Settings }, x => x with { Database = connection });
        var viewer = service.As(CallerRole.Viewer);
        Assert.Equal((200, 200), ((await viewer.ReadAsync("/readyz")).Status, (await viewer.ReadAsync("/v1/clients")).Status));

        await server.DisposeAsync();
        await ServiceProcess.UntilAsync(async () => (await viewer.ReadAsync("/readyz")).Status == 503, "not ready");
        var refused = await viewer.ReadAsync("/v1/clients");
        server = await EmbeddedMongoServer.StartAsync(options);
        await ServiceProcess.UntilAsync(async () => (await viewer.ReadAsync("/readyz")).Status == 200, "ready again");

        Assert.Equal((503, "unavailable", "5"), (refused.Status, refused.Problem, refused.Headers.GetValues("Retry-After").Single()));
        Assert.Equal(200, (await viewer.ReadAsync("/v1/clients")).Status);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_check_that_throws_says_nothing_of_why_and_one_that_hangs_is_not_waited_for()
    {
        var checks = new ReadinessChecks([new Check("throws", _ => throw new InvalidOperationException("canary")), new Check("hangs", x => Task.Delay(Timeout.Infinite, x))], TimeProvider.System, NullLogger<ReadinessChecks>.Instance);

        var report = await checks.ReportAsync();

        Assert.False(report.IsReady());
        Assert.All(report.Checks, x => Assert.Equal("failed", x.Value.Status));
        Assert.All(report.Checks, x => Assert.DoesNotContain("canary", x.Value.Detail));
    }

    [Fact]
    public async Task Many_probes_make_one_round_of_checks()
    {
        var rounds = 0;
        var gate = new TaskCompletionSource();
        var checks = new ReadinessChecks([new Check("counts", _ => { Interlocked.Increment(ref rounds); return gate.Task; })], TimeProvider.System, NullLogger<ReadinessChecks>.Instance);

        var probes = Enumerable.Range(0, 20).Select(_ => checks.ReportAsync()).ToList();
        gate.SetResult();
        await Task.WhenAll(probes);
        await checks.ReportAsync();

        Assert.Equal(1, rounds);
    }

    private sealed class Check(string name, Func<CancellationToken, Task> check) : IReadinessCheck
    {
        public string Name { get; } = name;

        public async Task<ReadinessVerdict> CheckAsync(CancellationToken cancellationToken)
        {
            await check(cancellationToken);
            return ReadinessVerdict.Ready;
        }
    }
}
