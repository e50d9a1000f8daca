using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Planning;

/// <summary>Which plan a query gets, as <c>explain</c> tells.</summary>
public class ExplainTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("{}", "", "COLLSCAN")]
    [InlineData("{z: 1}", "", "COLLSCAN")]
    [InlineData("{b: 1}", "", "COLLSCAN")]
    [InlineData("{_id: 1}", "", "_id_")]
    [InlineData("{_id: {$gt: 1}}", "", "_id_")]
    [InlineData("{a: 1}", "", "ab")]
    [InlineData("{a: null}", "", "ab")]
    [InlineData("{a: {$in: [1, 2]}, b: {$lt: 3}}", "", "ab")]
    [InlineData("{a: {$gt: 1}}", "", "ab")]
    [InlineData("{a: {$ne: 1}, z: 1}", "{a: 1}", "ab")]
    [InlineData("{}", "{a: 1}", "ab")]
    [InlineData("{}", "{a: -1, b: 1}", "ab")]
    [InlineData("{a: 1}", "{b: -1}", "ab")]
    [InlineData("{}", "{_id: -1}", "_id_")]
    [InlineData("{$or: [{a: 1}, {s: 2}]}", "", "ab,s")]
    [InlineData("{$or: [{a: 1}, {z: 2}]}", "", "COLLSCAN")]
    [InlineData("{s: 1}", "", "s")]
    [InlineData("{s: null}", "", "COLLSCAN")]
    [InlineData("{}", "{s: 1}", "COLLSCAN")]
    [InlineData("{p: 1, n: 6}", "", "p")]
    [InlineData("{p: 1, n: {$gte: 5}}", "", "p")]
    [InlineData("{p: 1, n: {$gt: 4}}", "", "COLLSCAN")]
    [InlineData("{p: 1}", "", "COLLSCAN")]
    [InlineData("{t: /^ab/}", "", "t")]
    [InlineData("{r: /^ab/}", "", "r")]
    [InlineData("{tags: {$elemMatch: {$gt: 1, $lt: 3}}}", "", "tags")]
    [InlineData("{tags: {$all: [1, 2]}}", "", "tags")]
    [InlineData("{t: 'x'}", "", "COLLSCAN")]
    [InlineData("{t: 5}", "", "t")]
    [InlineData("{h: 1}", "", "COLLSCAN")]
    public async Task A_query_uses_the_index_that_mongodb_would(string filter, string sort, string expected)
    {
        var database = await DatabaseAsync();
        var find = new BsonDocument { { "find", "c" }, { "filter", filter.Parsed() } };
        if (sort.Length > 0)
            find.Add("sort", sort.Parsed());

        var plan = (await database.RunCommandAsync<BsonDocument>(new BsonDocument { { "explain", find }, { "verbosity", "executionStats" } }))["queryPlanner"]["winningPlan"].AsBsonDocument;

        var used = Stages(plan).Where(x => x.Contains("indexName")).Select(x => x["indexName"].AsString).Distinct().ToArray();
        Assert.Equal(expected, used.Length == 0 ? Stages(plan).Last()["stage"].AsString : string.Join(',', used));
    }

    [Theory]
    [InlineData("{a: 1, b: 1}", "forward")]
    [InlineData("{a: -1, b: 1}", "backward")]
    [InlineData("{a: 1, b: -1}", "forward")]
    public async Task A_sort_by_an_index_reads_it_in_one_direction_or_sorts(string sort, string direction)
    {
        var database = await DatabaseAsync();

        var plan = (await database.RunAsync($"{{explain: {{find: 'c', sort: {sort}, hint: 'ab'}}}}"))["queryPlanner"]["winningPlan"].AsBsonDocument;

        Assert.Equal(sort == "{a: 1, b: 1}", Stages(plan).Any(x => x["stage"] == "SORT"));
        Assert.Equal(direction, Stages(plan).Last()["direction"].AsString);
    }

    [Fact]
    public async Task A_hint_is_followed_and_one_of_no_index_is_refused()
    {
        var database = await DatabaseAsync();

        var plan = (await database.RunAsync("{explain: {find: 'c', filter: {a: 1}, hint: {_id: 1}}}"))["queryPlanner"]["winningPlan"].AsBsonDocument;
        var natural = (await database.RunAsync("{find: 'c', filter: {_id: {$lt: 3}}, hint: {$natural: -1}}"))["cursor"]["firstBatch"].AsBsonArray;
        var failure = await database.FailAsync("{find: 'c', hint: 'none'}");

        Assert.Equal("_id_", Stages(plan).Last()["indexName"]);
        Assert.Equal([2, 1, 0], natural.Select(x => x["_id"].AsInt32));
        Assert.Equal("BadValue", failure.CodeName);
    }

    [Fact]
    public async Task Min_is_included_and_max_is_not()
    {
        var database = await DatabaseAsync();

        var found = (await database.RunAsync("{find: 'c', hint: {_id: 1}, min: {_id: 3}, max: {_id: 6}}"))["cursor"]["firstBatch"].AsBsonArray;
        var open = (await database.RunAsync("{find: 'c', hint: {_id: 1}, min: {_id: 8}, sort: {_id: -1}}"))["cursor"]["firstBatch"].AsBsonArray;

        Assert.Equal([3, 4, 5], found.Select(x => x["_id"].AsInt32));
        Assert.Equal([9, 8], open.Select(x => x["_id"].AsInt32));
    }

    [Fact]
    public async Task What_has_no_order_comes_as_it_was_inserted()
    {
        var collection = server.Database().GetCollection<BsonDocument>("c");
        await collection.InsertManyAsync(new[] { 5, 1, 9, 3 }.Select(x => new BsonDocument("_id", x)));

        Assert.Equal([5, 1, 9, 3], (await collection.Find("{}").ToListAsync()).Select(x => x["_id"].AsInt32));
    }

    private async Task<IMongoDatabase> DatabaseAsync()
    {
        var database = server.Database();
        await database.RunAsync("""
            {createIndexes: 'c', indexes: [
                {key: {a: 1, b: -1}, name: 'ab'}, {key: {s: 1}, name: 's', sparse: true}, {key: {p: 1}, name: 'p', partialFilterExpression: {n: {$gte: 5}}},
                {key: {t: 1}, name: 't', collation: {locale: 'en', strength: 2}}, {key: {tags: 1}, name: 'tags'}, {key: {h: 1}, name: 'h', hidden: true}, {key: {r: 1}, name: 'r'}]}
            """);
        await database.GetCollection<BsonDocument>("c").InsertManyAsync(Enumerable.Range(0, 10).Select(x => new BsonDocument
        {
            { "_id", x }, { "a", x % 4 }, { "b", x }, { "s", x }, { "p", x % 2 }, { "n", x }, { "t", "x" }, { "r", "abc" }, { "h", 1 }, { "tags", new BsonArray { x, 1, 2 } },
        }));
        return database;
    }

    private static IEnumerable<BsonDocument> Stages(BsonDocument stage)
    {
        yield return stage;
        var inputs = stage.TryGetValue("inputStages", out var many) ? many.AsBsonArray : stage.TryGetValue("inputStage", out var one) ? [one] : new BsonArray();
        foreach (var inner in inputs.SelectMany(x => Stages(x.AsBsonDocument)))
            yield return inner;
    }
}
