using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Tests.Updates;

public class UpsertTests
{
    [Theory]
    [InlineData("{_id: 1, a: 2}", "{$set: {b: 3}}", "{_id: 1, a: 2, b: 3}")]
    [InlineData("{a: 2, _id: 1}", "{$set: {b: 3}}", "{_id: 1, a: 2, b: 3}")]
    [InlineData("{_id: 1}", "{$setOnInsert: {a: 1}, $inc: {n: 1}}", "{_id: 1, a: 1, n: 1}")]
    [InlineData("{_id: 1, 'a.b': 2}", "{$set: {'a.c': 3}}", "{_id: 1, a: {b: 2, c: 3}}")]
    [InlineData("{_id: 1, n: {$gt: 5}}", "{$set: {a: 1}}", "{_id: 1, a: 1}")]
    [InlineData("{$and: [{_id: 1}, {a: {$eq: 2}}]}", "{$set: {b: 3}}", "{_id: 1, a: 2, b: 3}")]
    [InlineData("{_id: 1, $or: [{a: 1}]}", "{$set: {b: 3}}", "{_id: 1, a: 1, b: 3}")]
    [InlineData("{_id: 1, $or: [{a: 1}, {a: 2}]}", "{$set: {b: 3}}", "{_id: 1, b: 3}")]
    [InlineData("{_id: 1, a: {$in: [4]}, c: {$in: [4, 5]}, d: {$all: [6]}}", "{$set: {b: 3}}", "{_id: 1, a: 4, d: 6, b: 3}")]
    [InlineData("{_id: 1, a: null}", "{$set: {b: 3}}", "{_id: 1, a: null, b: 3}")]
    [InlineData("{_id: 1, a: [1]}", "{$push: {a: 2}}", "{_id: 1, a: [1, 2]}")]
    [InlineData("{a: 1}", "{$set: {_id: 7}}", "{_id: 7, a: 1}")]
    [InlineData("{_id: 1, a: 1}", "{b: 2}", "{_id: 1, b: 2}")]
    [InlineData("{a: 1}", "{b: 2, _id: 9}", "{_id: 9, b: 2}")]
    [InlineData("{_id: 1}", "{b: 2, $c: 3}", "{_id: 1, b: 2, $c: 3}")]
    [InlineData("{_id: 1}", "{$set: {$c: 3}}", "{_id: 1, $c: 3}")]
    [InlineData("{_id: 1, a: 1}", "[{$set: {b: {$add: ['$a', 1]}}}]", "{_id: 1, a: 1, b: 2}")]
    public void What_is_inserted_comes_of_the_filter_and_the_update(string filter, string update, string expected)
    {
        var parsed = Update.Parse(BsonSerializer.Deserialize<BsonValue>(update), new UpdateOptions { Upsert = true });

        var created = parsed.CreateForUpsert(Filter.Parse(BsonDocument.Parse(filter)));

        Assert.Equal(BsonDocument.Parse(expected).ToJson(), created.ToJson());
    }

    [Fact]
    public void An_id_is_made_where_none_is_given()
    {
        var created = Update.Parse(BsonDocument.Parse("{$set: {a: 1}}"), new UpdateOptions()).CreateForUpsert(Filter.Parse([]));

        Assert.Equal("_id", created.GetElement(0).Name);
        Assert.Equal(BsonType.ObjectId, created["_id"].BsonType);
    }

    [Fact]
    public void The_filter_stays_as_it_is()
    {
        var filter = Filter.Parse(BsonDocument.Parse("{_id: 1, a: {x: 1}}"));
        var update = Update.Parse(BsonDocument.Parse("{$set: {'a.y': 2}}"), new UpdateOptions());

        _ = update.CreateForUpsert(filter);

        Assert.True(filter.Matches(BsonDocument.Parse("{_id: 1, a: {x: 1}}")));
    }

    [Fact]
    public void A_supplied_document_is_inserted_instead()
    {
        var update = Update.Parse(BsonSerializer.Deserialize<BsonArray>("[{$set: {a: 1}}]"), new UpdateOptions { Constants = BsonDocument.Parse("{new: {_id: 4, z: 1}}") });

        var created = update.CreateForUpsert(Filter.Parse(BsonDocument.Parse("{_id: 4}")), BsonDocument.Parse("{_id: 4, z: 1}"));

        Assert.Equal(BsonDocument.Parse("{_id: 4, z: 1}"), created);
    }

    [Theory]
    [InlineData("{$and: [{a: 1}, {a: 2}]}", "{$set: {b: 1}}", 54, "cannot infer query fields to set, path 'a' is matched twice")]
    [InlineData("{a: {b: 1}, 'a.b': 1}", "{$set: {b: 1}}", 54, "cannot infer query fields to set, both paths 'a.b' and 'a' are matched")]
    [InlineData("{_id: 1}", "{$set: {_id: 2}}", 66, "Performing an update on the path '_id' would modify the immutable field '_id'")]
    [InlineData("{_id: 1}", "{_id: 2}", 66, "After applying the update, the (immutable) field '_id' was found to have been altered to _id: 2")]
    [InlineData("{'_id.a': 1}", "{b: 1}", 111, "field at '_id' must be exactly specified, field at sub-path '_id.a'found")]
    [InlineData("{}", "{$set: {_id: [1]}}", 53, "The '_id' value cannot be of type array")]
    [InlineData("{}", "{$set: {_id: {$a: 1}}}", 52, "The dollar ($) prefixed field '$a' in '_id.$a' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.")]
    public void A_contradiction_is_refused(string filter, string update, int code, string message)
    {
        var parsed = Update.Parse(BsonDocument.Parse(update), new UpdateOptions { Upsert = true });

        var error = Assert.Throws<CommandException>(() => parsed.CreateForUpsert(Filter.Parse(BsonDocument.Parse(filter))));

        Assert.Equal((code, message), (error.Code, error.Message));
    }
}
