using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Surveying;
using Pipeline.Migrations.Tests.Samples;
using Pipeline.Migrations.Tests.Servers;

namespace Pipeline.Migrations.Tests.Surveying;

public sealed class DuplicateTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("{ a: 1 }", "{ a: 1 }", true)]
    [InlineData("{ a: 1 }", "{ a: 2 }", false)]
    [InlineData("{ a: 1, b: 1 }", "{ a: 1, b: 2 }", true)]
    [InlineData("{ }", "{ a: null }", true)]
    [InlineData("{ a: [1, 2] }", "{ a: [2, 3] }", true)]
    [InlineData("{ a: [1, 1] }", "{ a: 2 }", false)]
    [InlineData("{ a: 'x' }", "{ a: 'X' }", false)]
    public async Task They_are_found_as_the_server_would_find_them(string first, string second, bool areDuplicates)
    {
        await using var database = server.NewDatabase();
        await database["c"].InsertManyAsync([BsonDocument.Parse(first), BsonDocument.Parse(second)]);
        var index = new IndexDefinition { Name = "a_1", Keys = new BsonDocument("a", 1), IsUnique = true };

        var found = await DuplicateSearch.RunAsync(database["c"], index, 5, CancellationToken.None);
        var failure = await Record.ExceptionAsync(() => database["c"].Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{ a: 1 }", new CreateIndexOptions { Unique = true })));

        Assert.Equal(areDuplicates, found.Count > 0);
        Assert.Equal(areDuplicates, failure is MongoCommandException { Code: 11000 });
    }

    [Fact]
    public async Task A_plan_lists_some_and_the_run_is_refused()
    {
        await using var database = server.NewDatabase();
        await database["clients"].InsertManyAsync(Enumerable.Range(0, 20).Select(x => new BsonDocument { { "name", "n" }, { "email", $"{x / 2}@x" } }));
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1)), new MigratorOptions { DuplicateExamples = 3 });

        var plan = await migrator.PlanAsync(MigrationRequest.Up());
        var exception = await Assert.ThrowsAsync<PipelineException>(() => migrator.RunAsync(MigrationRequest.Up()));

        Assert.Equal("PIPE8016", exception.Code.Id);
        Assert.Contains("{ email: 0@x } in 2 documents, { email: 1@x } in 2 documents, { email: 2@x } in 2 documents.", plan.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal(20, plan.Steps[0].IndexCosts[0].Documents);
    }
}
