using MongoDB.Driver;
using Pipeline.Errors;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Restoring;
using Pipeline.Migrations.Tests.Samples;
using Pipeline.Migrations.Tests.Servers;

namespace Pipeline.Migrations.Tests.Running;

public sealed class RestorePointTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task It_is_asked_before_anything_runs_and_stands_in_the_journal()
    {
        await using var database = server.NewDatabase();
        var asked = new List<RestorePointRequest>();
        var source = new Source(async request =>
        {
            asked.Add(request);
            Assert.DoesNotContain("clients", await (await database.Database.ListCollectionNamesAsync()).ToListAsync());
            return new RestorePoint("rp-7", DateTimeOffset.UnixEpoch, "in the bucket");
        });
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1)), new MigratorOptions { RestorePoint = source });

        var outcome = await migrator.RunAsync(MigrationRequest.Up());

        Assert.Equal("rp-7", outcome.RestorePoint!.Id);
        Assert.Equal("rp-7", (await migrator.ReadJournalAsync()).Find(1)!.RestorePoint);
        var request = Assert.Single(asked);
        Assert.Equal(database.Name, request.Database);
        Assert.Equal([1], request.Versions);
    }

    [Fact]
    public async Task Where_it_fails_nothing_runs()
    {
        await using var database = server.NewDatabase();
        var source = new Source(_ => throw new IOException("bucket full"));
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1)), new MigratorOptions { RestorePoint = source });

        var exception = await Assert.ThrowsAsync<PipelineException>(() => migrator.RunAsync(MigrationRequest.Up()));

        Assert.Equal("PIPE8024", exception.Code.Id);
        Assert.Contains("bucket full", exception.Message, StringComparison.Ordinal);
        Assert.Empty((await migrator.ReadJournalAsync()).Entries);
    }

    [Fact]
    public async Task It_is_not_asked_where_nothing_changes()
    {
        await using var database = server.NewDatabase();
        var source = new Source(_ => throw new IOException("asked"));
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1)), new MigratorOptions { RestorePoint = source });

        await migrator.RunAsync(MigrationRequest.Baseline(1));
        await migrator.RunAsync(MigrationRequest.Up());

        Assert.True((await migrator.ReadJournalAsync()).IsApplied(1));
    }

    private sealed class Source(Func<RestorePointRequest, Task<RestorePoint?>> take) : IRestorePoint
    {
        public Task<RestorePoint?> TakeAsync(RestorePointRequest request, CancellationToken cancellationToken) => take(request);
    }
}
