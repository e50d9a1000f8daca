using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Aggregating;
using Pipeline.Embedded.MongoDB.Tests.Expressions;

namespace Pipeline.Embedded.MongoDB.Tests.Aggregating;

public class PipelineRuleTests
{
    [Theory]
    [InlineData("[1]", 14, "Each element of the 'pipeline' array must be an object")]
    [InlineData("[{}]", 40323, "A pipeline stage specification object must contain exactly one field.")]
    [InlineData("[{$match: {}, $limit: 1}]", 40323, "A pipeline stage specification object must contain exactly one field.")]
    [InlineData("[{$foo: 1}]", 40324, "Unrecognized pipeline stage name: '$foo'")]
    [InlineData("[{$out: 'x'}, {$limit: 1}]", 40601, "$out can only be the final stage in the pipeline")]
    [InlineData("[{$merge: 'x'}, {$limit: 1}]", 40601, "$merge can only be the final stage in the pipeline")]
    [InlineData("[{$limit: 1}, {$indexStats: {}}]", 40602, "$indexStats is only valid as the first stage in a pipeline")]
    [InlineData("[{$facet: {a: [{$out: 'x'}]}}]", 40600, "$out is not allowed to be used within a $facet stage")]
    [InlineData("[{$facet: {a: [{$facet: {b: []}}]}}]", 40600, "$facet is not allowed to be used within a $facet stage")]
    [InlineData("[{$lookup: {from: 'x', pipeline: [{$out: 'y'}], as: 'z'}}]", 51047, "$out is not allowed within a $lookup's sub-pipeline")]
    [InlineData("[{$unionWith: {coll: 'x', pipeline: [{$merge: 'y'}]}}]", 31441, "$merge is not allowed within a $unionWith's sub-pipeline")]
    [InlineData("[{$changeStream: {}}, {$sort: {a: 1}}]", 20, "$sort is not permitted in a $changeStream pipeline")]
    [InlineData("[{$currentOp: {}}]", 73, "$currentOp must be run against the 'admin' database with {aggregate: 1}")]
    [InlineData("[{$documents: [{a: 1}]}]", 73, "'$documents' can only be run with {aggregate: 1}")]
    [InlineData("[{$vectorSearch: {}}]", 31082, null)]
    [InlineData("[{$geoNear: {}}]", 27, null)]
    [InlineData("[{$limit: 0}]", 15958, "the limit must be positive")]
    [InlineData("[{$limit: 'x'}]", 5107201, "invalid argument to $limit stage: Expected a number in: $limit: \"x\"")]
    [InlineData("[{$skip: -1}]", 5107200, "invalid argument to $skip stage: Expected a non-negative number in: $skip: -1")]
    [InlineData("[{$match: 1}]", 15959, "the match filter must be an expression in an object")]
    [InlineData("[{$sort: {}}]", 15976, "$sort stage must have at least one sort key")]
    [InlineData("[{$sort: {a: 2}}]", 15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)")]
    [InlineData("[{$group: {}}]", 15955, "a group specification must include an _id")]
    [InlineData("[{$group: {_id: 1, a: 1}}]", 40234, "The field 'a' must be an accumulator object")]
    [InlineData("[{$group: {_id: 1, a: {$foo: 1}}}]", 15952, "unknown group operator '$foo'")]
    [InlineData("[{$group: {_id: 1, 'a.b': {$sum: 1}}}]", 40235, "The field name 'a.b' cannot contain '.'")]
    [InlineData("[{$group: {_id: 1, a: {$sum: [1, 2]}}}]", 40237, "The $sum accumulator is a unary operator")]
    [InlineData("[{$unwind: 'a'}]", 28818, "path option to $unwind stage should be prefixed with a '$': a")]
    [InlineData("[{$unwind: {}}]", 28812, "no path specified to $unwind stage")]
    [InlineData("[{$replaceRoot: {newRoot: 1}}]", 40228, null)]
    [InlineData("[{$count: '$a'}]", 40158, null)]
    [InlineData("[{$bucket: {groupBy: '$a', boundaries: [2, 1]}}]", 40194, null)]
    [InlineData("[{$bucket: {groupBy: '$a', boundaries: [1, 2]}}]", 40066, null)]
    [InlineData("[{$sample: {size: 0}}]", 28747, null)]
    [InlineData("[{$lookup: {from: 'x', as: 'y'}}]", 9, "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified")]
    [InlineData("[{$lookup: {from: 'x', localField: 'a', as: 'y'}}]", 9, "$lookup requires both or neither of 'localField' and 'foreignField' to be specified")]
    [InlineData("[{$lookup: {from: 'x', foo: 1}}]", 9, "unknown argument to $lookup: foo")]
    [InlineData("[{$redact: 1}]", 17053, null)]
    [InlineData("[{$project: {}}]", 51272, null)]
    public void A_mistake_has_the_servers_code_and_message(string stages, int code, string? message)
    {
        var error = Pipelines.Fails(code, stages);

        Assert.Equal(message ?? error.Message, error.Message);
    }

    [Fact]
    public void A_pipeline_without_a_collection_needs_a_stage_that_makes_documents()
    {
        var options = Pipelines.Options with { Collection = null };

        Assert.Equal("{aggregate: 1} is not valid for '$match'; a collection is required.", Pipelines.Fails(73, "[{$match: {}}]", options: options).Message);
        Assert.False(Pipelines.Parse("[{$documents: [{a: 1}]}, {$match: {a: 1}}]", options).NeedsInput);
        Assert.Single(Pipelines.Parse("[{$currentOp: {}}]", options with { Database = "admin" }).Run([], new InMemoryServer()));
    }

    [Fact]
    public void What_a_query_can_answer_is_taken_off_the_beginning()
    {
        var input = Pipelines.Parse("[{$match: {a: 1}}, {$sort: {b: 1}}, {$match: {c: 2}}, {$skip: 5}, {$limit: 3}, {$project: {a: 1}}]").TakeInput(out var rest);

        Assert.Equal(Evaluated.Read("{$and: [{a: 1}, {c: 2}]}"), input.Filter);
        Assert.Equal(new BsonDocument("b", 1), input.Sort);
        Assert.Equal((5L, 3L), (input.Skip, input.Limit));
        Assert.Equal(["$project"], rest.Stages.Select(stage => stage.Name));
    }

    [Fact]
    public void A_limit_before_a_filter_stays_before_it()
    {
        var input = Pipelines.Parse("[{$sort: {b: 1}}, {$limit: 3}, {$match: {c: 2}}, {$sort: {d: 1}}]").TakeInput(out var rest);

        Assert.Equal(3, input.Limit);
        Assert.Empty(input.Filter);
        Assert.Equal(["$match", "$sort"], rest.Stages.Select(stage => stage.Name));
    }

    [Fact]
    public void A_change_stream_is_data_and_the_rest_runs_on_its_events()
    {
        var pipeline = Pipelines.Parse("[{$changeStream: {fullDocument: 'updateLookup'}}, {$match: {a: 1}}, {$project: {a: 1}}]");

        Assert.Equal("updateLookup", pipeline.ChangeStream!.Options["fullDocument"]);
        Assert.Single(pipeline.WithoutFirst().Run([new BsonDocument("a", 1), new BsonDocument("a", 2)], new InMemoryServer()));
    }

    [Fact]
    public void Statistics_come_from_the_server()
    {
        var server = Pipelines.With("c", "[{_id: 1}]");

        Pipelines.Yields("[{name: '_id_', ns: 'db.c'}]", "[{$indexStats: {}}]", "[]", server);
        Pipelines.Yields("[{count: 1}]", "[{$collStats: {count: {}}}]", "[]", server);
        Assert.True(Pipelines.Parse("[{$match: {}}, {$out: 'x'}]").Writes);
        Assert.False(Pipelines.Parse("[{$match: {}}]").Writes);
    }
}
