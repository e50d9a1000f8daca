using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Reviewing;
using Pipeline.Migrations.Sources;
using Pipeline.Migrations.Tests.Samples;
using Pipeline.Migrations.Tests.Servers;

namespace Pipeline.Migrations.Tests.Reviewing;

public sealed class IndexReviewTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly QueryShape s_byName = new() { Name = "by name", Collection = "clients", Filter = new BsonDocument("name", "a"), Index = "name_1" };
    private static readonly QueryShape s_bySize = new() { Name = "by size", Collection = "clients", Filter = new BsonDocument("size", 5), Sort = new BsonDocument("name", -1) };
    private static readonly QueryShape s_byCity = new() { Name = "by city", Collection = "clients", Filter = new BsonDocument("city", "Bonn") };
    private static readonly QueryShape s_sorted = new() { Name = "by name and size", Collection = "clients", Filter = new BsonDocument("name", "a"), Sort = new BsonDocument("size", 1) };

    [Fact]
    public async Task Queries_are_held_against_the_plans_of_the_server()
    {
        await using var database = server.NewDatabase();
        await MigratedAsync(database);
        // On an empty collection all plans are alike, and a server may take any.
        await database["clients"].InsertManyAsync(Enumerable.Range(0, 200).Select(x => new BsonDocument { { "name", $"{(char)('a' + x % 20)}" }, { "email", $"{x}@x" }, { "size", x } }));

        var results = await QueryShapeCheck.RunAsync(database.Database, [s_byName, s_bySize, s_byCity, s_sorted, s_sorted with { MaySortInMemory = true }, s_byName with { Index = "other" }]);

        Assert.Equal([true, true, false, false, true, false], results.Select(x => x.IsSound));
        Assert.Equal(["name_1", "size_1_name_-1", null], results.Take(3).Select(x => x.Index));
        Assert.Contains("reads the whole ", results[2].Message, StringComparison.Ordinal);
        Assert.Contains("sorts in memory", results[3].Message, StringComparison.Ordinal);
        Assert.Contains("is declared to use other", results[5].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_has_use_size_and_what_is_to_be_said()
    {
        await using var database = server.NewDatabase();
        await MigratedAsync(database);
        await database["clients"].Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{ size: 1 }"));
        await database["clients"].Find("{ name: 'a' }").ToListAsync();

        var migrator = Migrator.Create(database.Database, MigrationSet.Of([SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2)], [s_byName, s_byCity]));
        var review = await migrator.ReviewIndexesAsync();

        Assert.Equal(["_id_", "email_1", "name_1", "size_1", "size_1_name_-1"], review.Indexes.Select(x => x.Name));
        Assert.All(review.Indexes, x => Assert.NotNull(x.Uses));
        Assert.True(review.Indexes.Single(x => x.Name == "name_1").Uses > 0);
        Assert.Contains(review.Findings, x => x is { Kind: IndexFindingKind.Redundant, Index: "size_1" });
        Assert.Contains(review.Findings, x => x is { Kind: IndexFindingKind.Unused, Index: "email_1" });
        Assert.Contains(review.Findings, x => x is { Kind: IndexFindingKind.Missing, Collection: "clients" } && x.Message.Contains("by city", StringComparison.Ordinal));
        Assert.DoesNotContain(review.Findings, x => x is { Index: "name_1" });
    }

    private static async Task MigratedAsync(TestDatabase database) =>
        await Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2))).RunAsync(MigrationRequest.Up());
}
