using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>Pipelines, as migrations and reports use them.</summary>
public abstract class AggregationContract(IMongoServerUnderTest server, ITestOutputHelper output) : MongoContract(server, output)
{
    [Fact]
    public async Task Duplicates_are_found_before_a_unique_index_is_built()
    {
        await InsertAsync("{ _id: 1, o: 'a', n: 1 }", "{ _id: 2, o: 'a', n: 1 }", "{ _id: 3, o: 'a', n: 2 }", "{ _id: 4, o: 'b', n: 1 }", "{ _id: 5, o: 'b' }", "{ _id: 6, o: 'b', n: null }");

        var duplicates = await AggregateAsync(
            "{ $sort: { _id: 1 } }",
            "{ $group: { _id: { o: '$o', n: { $ifNull: ['$n', null] } }, count: { $sum: 1 }, ids: { $push: '$_id' } } }",
            "{ $match: { count: { $gt: 1 } } }",
            "{ $sort: { '_id.o': 1 } }",
            "{ $limit: 10 }");

        Equal("[{ _id: { o: 'a', n: 1 }, count: 2, ids: [1, 2] }, { _id: { o: 'b', n: null }, count: 2, ids: [5, 6] }]", new BsonArray(duplicates));
    }

    [Fact]
    public async Task Groups_have_accumulators()
    {
        await InsertAsync("{ _id: 1, g: 'x', v: 1 }", "{ _id: 2, g: 'x', v: 4 }", "{ _id: 3, g: 'x', v: 4 }", "{ _id: 4, g: 'y' }");

        var groups = await AggregateAsync("{ $sort: { _id: 1 } }", "{ $group: { _id: '$g', sum: { $sum: '$v' }, avg: { $avg: '$v' }, min: { $min: '$v' }, max: { $max: '$v' }, first: { $first: '$v' }, last: { $last: '$v' }, n: { $count: {} } } }", "{ $sort: { _id: 1 } }");

        Equal("[{ _id: 'x', sum: 9, avg: 3.0, min: 1, max: 4, first: 1, last: 4, n: 3 }, { _id: 'y', sum: 0, avg: null, min: null, max: null, first: null, last: null, n: 1 }]", new BsonArray(groups));
    }

    [Fact]
    public async Task Collections_are_joined_with_and_without_a_pipeline()
    {
        await InsertAsync("{ _id: 1 }", "{ _id: 2 }");
        await Database.GetCollection<BsonDocument>("d").InsertManyAsync([BsonDocument.Parse("{ _id: 10, c: 1, n: 5 }"), BsonDocument.Parse("{ _id: 11, c: 1, n: 7 }")]);

        var joined = await AggregateAsync(
            "{ $lookup: { from: 'd', localField: '_id', foreignField: 'c', as: 'all' } }",
            "{ $lookup: { from: 'd', let: { id: '$_id' }, pipeline: [{ $match: { $expr: { $eq: ['$c', '$$id'] }, n: { $gt: 5 } } }, { $project: { n: 1, _id: 0 } }], as: 'large' } }",
            "{ $project: { large: 1, n: { $size: '$all' } } }",
            "{ $sort: { _id: 1 } }");

        Equal("[{ _id: 1, large: [{ n: 7 }], n: 2 }, { _id: 2, large: [], n: 0 }]", new BsonArray(joined));
    }

    [Fact]
    public async Task Arrays_are_unwound_and_facets_counted()
    {
        await InsertAsync("{ _id: 1, t: ['a', 'b'] }", "{ _id: 2, t: [] }", "{ _id: 3 }");

        var facets = await AggregateAsync("{ $facet: { tags: [{ $unwind: { path: '$t', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } }, { $sort: { _id: 1, i: 1 } }], total: [{ $count: 'n' }] } }");

        Equal("{ tags: [{ _id: 1, t: 'a', i: NumberLong(0) }, { _id: 1, t: 'b', i: NumberLong(1) }, { _id: 2, i: null }, { _id: 3, i: null }], total: [{ n: 3 }] }", Assert.Single(facets));
    }

    [Fact]
    public async Task Results_are_merged_into_a_collection()
    {
        await InsertAsync("{ _id: 1, v: 1 }", "{ _id: 2, v: 2 }");
        var target = Database.GetCollection<BsonDocument>("target");
        await target.InsertOneAsync(BsonDocument.Parse("{ _id: 1, old: true }"));

        await AggregateAsync("{ $merge: { into: 'target', whenMatched: 'merge', whenNotMatched: 'insert' } }");
        await AggregateAsync("{ $project: { v: { $multiply: ['$v', 10] } } }", "{ $out: 'made' }");

        Equal("[{ _id: 1, old: true, v: 1 }, { _id: 2, v: 2 }]", new BsonArray(await target.Find("{}").Sort("{ _id: 1 }").ToListAsync()));
        Equal("[{ _id: 1, v: 10 }, { _id: 2, v: 20 }]", new BsonArray(await Database.GetCollection<BsonDocument>("made").Find("{}").Sort("{ _id: 1 }").ToListAsync()));
    }

    [Fact]
    public async Task Statistics_of_a_collection_say_how_many_documents_it_has()
    {
        await InsertAsync("{ _id: 1, text: 'some' }", "{ _id: 2, text: 'more' }");

        var stats = Assert.Single(await AggregateAsync("{ $collStats: { count: {}, storageStats: {} } }"));

        Assert.Equal(($"{Name}.c", 2, 2), (stats["ns"].AsString, stats["count"].ToInt32(), stats["storageStats"]["count"].ToInt32()));
        Assert.True(stats["storageStats"]["size"].ToInt64() > 0);
        Assert.Equal(["_id_"], stats["storageStats"]["indexSizes"].AsBsonDocument.Names);
    }

    [Theory]
    [InlineData("{ $nonsense: {} }", 40324, "Unrecognized pipeline stage name: '$nonsense'")]
    [InlineData("{ $group: { n: { $sum: 1 } } }", 15955, "a group specification must include an _id")]
    [InlineData("{ $limit: 0 }", 15958, "the limit must be positive")]
    [InlineData("{ $match: {}, $limit: 1 }", 40323, "A pipeline stage specification object must contain exactly one field.")]
    [InlineData("{ $project: {} }", 51272, "Invalid $project :: caused by :: projection specification must have at least one field")]
    public async Task A_stage_that_can_not_be_is_refused(string stage, int code, string message)
    {
        var error = await FailAsync($"{{ aggregate: 'c', pipeline: [{stage}], cursor: {{}} }}", code, $"Location{code}");

        Assert.Equal(message, error["errmsg"].AsString);
    }

    [Fact]
    public async Task The_cursor_must_be_asked_for()
    {
        var error = await FailAsync("{ aggregate: 'c', pipeline: [] }", 9, "FailedToParse");

        Assert.Equal("The 'cursor' option is required, except for aggregate with the explain argument", error["errmsg"].AsString);
    }
}
