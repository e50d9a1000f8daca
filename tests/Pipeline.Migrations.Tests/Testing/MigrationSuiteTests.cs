using MongoDB.Bson;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Testing;
using Pipeline.Migrations.Tests.Samples;
using Pipeline.Migrations.Tests.Servers;

namespace Pipeline.Migrations.Tests.Testing;

public sealed class MigrationSuiteTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_way_down_that_forgets_something_is_found()
    {
        await using var database = server.NewDatabase();

        var report = await MigrationSuite.RunAsync(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<ForgetsTheWayDown>(2)));

        Assert.False(report.IsSound);
        Assert.Contains("clients: index b_1 is new", Assert.Single(report.Trials[1].Problems), StringComparison.Ordinal);
        Assert.Equal("PIPE8042", Assert.Throws<PipelineException>(report.ThrowIfUnsound).Code.Id);
    }

    [Fact]
    public async Task Documents_count_where_that_is_wanted()
    {
        var set = SampleSet.Of(SampleSet.Migration<DropOldField>(1));
        await using var database = server.NewDatabase();
        await using var strict = server.NewDatabase();

        var report = await MigrationSuite.RunAsync(database.Database, set, Options(compareDocuments: false));
        var strictReport = await MigrationSuite.RunAsync(strict.Database, set, Options(compareDocuments: true));

        Assert.True(report.IsSound);
        Assert.Contains("document 1 was", Assert.Single(strictReport.Trials[0].Problems), StringComparison.Ordinal);

        static MigrationSuiteOptions Options(bool compareDocuments) => new()
        {
            CompareDocuments = compareDocuments,
            SampleData = async (data, version, cancellationToken) =>
            {
                if (version == 0)
                    await data.GetCollection<BsonDocument>("clients").InsertOneAsync(new BsonDocument { { "_id", 1 }, { "old", 5 } }, cancellationToken: cancellationToken);
            },
        };
    }

    [Fact]
    public async Task An_irreversible_one_goes_up_only()
    {
        await using var database = server.NewDatabase();

        var report = await MigrationSuite.RunAsync(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<ForgetNames>(2), SampleSet.Migration<IndexSize>(3)));

        report.ThrowIfUnsound();
        Assert.Equal([true, false, true], report.Trials.Select(x => x.WentDown));
    }

    private sealed class ForgetsTheWayDown : SchemaMigration
    {
        public override void Up(SchemaBuilder schema) => schema.Collection("clients").Index(x => x.Ascending("a")).Index(x => x.Ascending("b"));

        public override void Down(SchemaBuilder schema) => schema.Collection("clients").DropIndex("a_1");
    }
}
