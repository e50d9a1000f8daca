using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Tests.Updates;

public class ReplacementAndPipelineTests
{
    [Theory]
    [InlineData("{_id: 1, a: 1}", "{b: 2}", "{_id: 1, b: 2}")]
    [InlineData("{_id: 1, a: 1}", "{b: 2, _id: 1}", "{_id: 1, b: 2}")]
    [InlineData("{_id: 1, a: 1}", "{}", "{_id: 1}")]
    [InlineData("{_id: 1, a: 1}", "{a: 1}", null)]
    [InlineData("{_id: 1}", "{'a.b': 1, c: {$d: 1, 'e.f': 2}}", "{_id: 1, 'a.b': 1, c: {$d: 1, 'e.f': 2}}")]
    [InlineData("{_id: 1, a: 1}", "[{$set: {b: {$add: ['$a', 1]}}}]", "{_id: 1, a: 1, b: 2}")]
    [InlineData("{_id: 1, a: 1}", "[{$set: {b: '$a'}}, {$unset: 'a'}]", "{_id: 1, b: 1}")]
    [InlineData("{_id: 1, a: 1, b: 1}", "[{$unset: ['a', 'b']}]", "{_id: 1}")]
    [InlineData("{_id: 1, a: 1, b: 2}", "[{$project: {b: 1}}]", "{_id: 1, b: 2}")]
    [InlineData("{_id: 1, a: {x: 1}}", "[{$replaceWith: '$a'}]", "{_id: 1, x: 1}")]
    [InlineData("{_id: 1, a: {x: 1}}", "[{$replaceRoot: {newRoot: '$a'}}]", "{_id: 1, x: 1}")]
    [InlineData("{_id: 1, a: 1}", "[{$replaceWith: {b: 2, _id: '$_id'}}]", "{_id: 1, b: 2}")]
    [InlineData("{_id: 1, a: 1}", "[{$set: {a: 1}}]", null)]
    [InlineData("{_id: 1, a: 1}", "[]", null)]
    [InlineData("{_id: 1, a: [{b: 1}, 5]}", "[{$set: {'a.c': 2}}]", "{_id: 1, a: [{b: 1, c: 2}, {c: 2}]}")]
    public void A_document_is_replaced(string document, string update, string? expected)
    {
        var specification = BsonSerializer.Deserialize<BsonValue>(update);

        var after = Update.Parse(specification, new UpdateOptions()).Apply(BsonDocument.Parse(document), null, out var changed);

        Assert.Equal(BsonDocument.Parse(expected ?? document).ToJson(), after.ToJson());
        Assert.Equal(expected is not null, changed);
    }

    [Theory]
    [InlineData("[{$match: {a: 1}}]", 72, "$match is not allowed to be used within an update")]
    [InlineData("[{$foo: {a: 1}}]", 40324, "Unrecognized pipeline stage name: '$foo'")]
    [InlineData("[{$set: {a: 1}, $unset: 'b'}]", 40323, "A pipeline stage specification object must contain exactly one field.")]
    [InlineData("[1]", 14, "Each element of the 'pipeline' array must be an object")]
    [InlineData("[{$replaceWith: '$a'}]", 40228, "'replacement document' expression must evaluate to an object, but resulting value was: MISSING. Type of resulting value: 'missing'. Input document: { _id: 1 }")]
    [InlineData("[{$set: {_id: 2}}]", 66, "After applying the update, the (immutable) field '_id' was found to have been altered to _id: 2")]
    public void A_pipeline_that_may_not_update_is_refused(string update, int code, string message)
    {
        var specification = BsonSerializer.Deserialize<BsonArray>(update);

        var error = Assert.Throws<CommandException>(
            () => Update.Parse(specification, new UpdateOptions()).Apply(BsonDocument.Parse("{_id: 1}"), null, out _));

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Fact]
    public void Constants_are_variables_of_a_pipeline()
    {
        var options = new UpdateOptions { Constants = BsonDocument.Parse("{by: 5}") };

        var after = Update.Parse(BsonSerializer.Deserialize<BsonArray>("[{$set: {a: {$add: ['$a', '$$by']}}}]"), options)
            .Apply(BsonDocument.Parse("{_id: 1, a: 1}"), null, out _);

        Assert.Equal(6, after["a"]);
    }

    [Fact]
    public void An_empty_timestamp_of_a_replacement_becomes_the_server_s_time()
    {
        var options = new UpdateOptions { Evaluation = new EvaluationSettings { ClusterTime = new BsonTimestamp(3, 4) } };
        var replacement = new BsonDocument { { "t", new BsonTimestamp(0) }, { "inner", new BsonDocument("t", new BsonTimestamp(0)) } };

        var after = Update.Parse(replacement, options).Apply(BsonDocument.Parse("{_id: 1}"), null, out _);

        Assert.Equal(new BsonTimestamp(3, 4), after["t"]);
        Assert.Equal(new BsonTimestamp(0), after["inner"]["t"]);
    }
}
