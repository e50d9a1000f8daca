using MongoDB.Bson;
using Pipeline.Migrations.Reviewing;

namespace Pipeline.Migrations.Tests.Reviewing;

public sealed class IndexFindingsTests
{
    [Theory]
    [InlineData("{ a: 1 }", "{ a: 1, b: 1 }", "", "", true)]
    [InlineData("{ a: -1 }", "{ a: 1, b: 1 }", "", "", true)]
    [InlineData("{ a: 1, b: -1 }", "{ a: 1, b: 1, c: 1 }", "", "", false)]
    [InlineData("{ b: 1 }", "{ a: 1, b: 1 }", "", "", false)]
    [InlineData("{ a: 1 }", "{ a: 1, b: 1 }", "unique: true", "", false)]
    [InlineData("{ a: 1 }", "{ a: 1, b: 1 }", "expireAfterSeconds: 5", "", false)]
    [InlineData("{ a: 1 }", "{ a: 1, b: 1 }", "", "unique: true", true)]
    [InlineData("{ a: 1 }", "{ a: 1, b: 1 }", "", "sparse: true", false)]
    [InlineData("{ a: 1 }", "{ a: 1, b: 1 }", "", "partialFilterExpression: { a: 1 }", false)]
    [InlineData("{ a: 1 }", "{ a: 1, b: 1 }", "collation: { locale: 'en' }", "", false)]
    [InlineData("{ a: 'hashed' }", "{ a: 1, b: 1 }", "", "", false)]
    public void An_index_is_redundant_where_another_begins_with_it_and_serves_the_same_queries(string keys, string widerKeys, string options, string widerOptions, bool isRedundant)
    {
        var findings = IndexFindings.Of([Index("narrow", keys, options), Index("wide", widerKeys, widerOptions)], []);

        Assert.Equal(isRedundant ? ["narrow"] : [], findings.Where(x => x.Kind == IndexFindingKind.Redundant).Select(x => x.Index));
    }

    [Fact]
    public void Of_two_that_are_alike_one_is_redundant()
    {
        var findings = IndexFindings.Of([Index("one", "{ a: 1 }", ""), Index("two", "{ a: 1 }", "collation: { locale: 'en' }"), Index("three", "{ a: -1 }", "")], []);

        Assert.Equal(["three"], findings.Where(x => x.Kind == IndexFindingKind.Redundant).Select(x => x.Index));
    }

    [Fact]
    public void One_without_use_is_reported_and_never_the_one_of_the_id()
    {
        var findings = IndexFindings.Of([Index("_id_", "{ _id: 1 }", "") with { Uses = 0 }, Index("idle", "{ a: 1 }", "") with { Uses = 0 }, Index("untold", "{ b: 1 }", "") with { Uses = null }], []);

        var finding = Assert.Single(findings);
        Assert.Equal((IndexFindingKind.Unused, "idle"), (finding.Kind, finding.Index));
        Assert.Contains("since 2026-11-01", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'a_1' } }", "a_1", false, false)]
    [InlineData("{ isCached: false, queryPlan: { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'a_1' } }, slotBasedPlan: { } }", "a_1", false, false)]
    [InlineData("{ stage: 'SORT', inputStage: { stage: 'COLLSCAN' } }", null, true, true)]
    [InlineData("{ stage: 'SHARD_MERGE', shards: [{ winningPlan: { stage: 'IXSCAN', indexName: 'a_1' } }] }", "a_1", false, false)]
    [InlineData("{ stage: 'SUBPLAN', inputStage: { stage: 'OR', inputStages: [{ stage: 'IXSCAN', indexName: 'a_1' }, { stage: 'COLLSCAN' }] } }", "a_1", true, false)]
    [InlineData("{ stage: 'EXPRESS_IXSCAN' }", "_id_", false, false)]
    public void A_plan_is_read_in_each_of_its_shapes(string winning, string? index, bool scans, bool sorts)
    {
        var plan = ExplainedPlan.Of(new BsonDocument("queryPlanner", new BsonDocument("winningPlan", BsonDocument.Parse(winning))));

        Assert.Equal(index, plan.Indexes.Count == 0 ? null : plan.Indexes[0]);
        Assert.Equal((scans, sorts), (plan.ScansCollection, plan.SortsInMemory));
    }

    [Theory]
    [InlineData("{ a: ['[1, 1]'], b: ['[MinKey, MaxKey]'] }", false)]
    [InlineData("{ a: ['[MinKey, MaxKey]'], b: ['[1, 1]'] }", true)]
    [InlineData("{ a: ['[MaxKey, MinKey]'] }", true)]
    [InlineData("{ a: ['[MinKey, 5)', '(5, MaxKey]'] }", false)]
    public void An_index_that_is_read_from_end_to_end_is_told(string bounds, bool isWhole)
    {
        var stage = new BsonDocument { { "stage", "IXSCAN" }, { "indexName", "a_1" }, { "indexBounds", BsonDocument.Parse(bounds) } };

        Assert.Equal(isWhole, ExplainedPlan.Of(new BsonDocument("queryPlanner", new BsonDocument("winningPlan", stage))).ScansWholeIndex);
    }

    private static IndexUsage Index(string name, string keys, string options) => new(
        "clients",
        name,
        BsonDocument.Parse($"{{ v: 2, name: '{name}', key: {keys}{(options.Length > 0 ? ", " + options : "")} }}"),
        1024,
        5,
        new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
}
