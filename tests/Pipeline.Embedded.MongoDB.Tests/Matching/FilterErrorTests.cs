using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Tests.Matching;

public class FilterErrorTests
{
    [Theory]
    [InlineData("{a: {$foo: 1}}", 2, "unknown operator: $foo")]
    [InlineData("{a: {$gt: 1, x: 1}}", 2, "unknown operator: x")]
    [InlineData("{$foo: 1}", 2, "unknown top level operator: $foo. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.")]
    [InlineData("{a: {$in: 1}}", 2, "$in needs an array")]
    [InlineData("{a: {$nin: 1}}", 2, "$nin needs an array")]
    [InlineData("{a: {$in: [{$gt: 1}]}}", 2, "cannot nest $ under $in")]
    [InlineData("{a: undefined}", 2, "cannot compare to undefined")]
    [InlineData("{a: {$ne: /x/}}", 2, "Can't have regex as arg to $ne.")]
    [InlineData("{a: {$gt: /x/}}", 2, "Can't have RegEx as arg to predicate over field 'a'.")]
    [InlineData("{$and: 1}", 2, "$and must be an array")]
    [InlineData("{$or: []}", 2, "$and/$or/$nor must be a nonempty array")]
    [InlineData("{$nor: [1]}", 2, "$or/$and/$nor entries need to be full objects")]
    [InlineData("{a: {$not: 1}}", 2, "$not needs a regex or a document")]
    [InlineData("{a: {$not: {}}}", 2, "$not cannot be empty")]
    [InlineData("{a: {$size: 'x'}}", 2, "Failed to parse $size. Expected a number in: $size: \"x\"")]
    [InlineData("{a: {$size: -1}}", 2, "Failed to parse $size. Expected a non-negative number in: $size: -1")]
    [InlineData("{a: {$mod: 1}}", 2, "malformed mod, needs to be an array")]
    [InlineData("{a: {$mod: [1]}}", 2, "malformed mod, not enough elements")]
    [InlineData("{a: {$mod: [0, 1]}}", 2, "divisor cannot be 0")]
    [InlineData("{a: {$all: 1}}", 2, "$all needs an array")]
    [InlineData("{a: {$all: [{$gt: 1}]}}", 2, "no $ expressions in $all")]
    [InlineData("{a: {$elemMatch: 1}}", 2, "$elemMatch needs an Object")]
    [InlineData("{a: {$options: 'i'}}", 2, "$options needs a $regex")]
    [InlineData("{a: {$regex: 'a', $options: 'z'}}", 51108, "invalid flag in regex options: z")]
    [InlineData("{a: {$type: 'foo'}}", 2, "Unknown type name alias: foo")]
    [InlineData("{a: {$type: 33}}", 2, "Invalid numerical type code: 33")]
    [InlineData("{a: {$type: []}}", 9, "a must match at least one type")]
    [InlineData("{a: {$type: true}}", 14, "type must be represented as a number or a string")]
    [InlineData("{$where: 'true'}", 2, "$where is not allowed in this context")]
    [InlineData("{$text: {$search: 'x'}}", 27, "text index required for $text query")]
    [InlineData("{a: {$near: [1, 2]}}", 2, "$geoNear, $near, and $nearSphere are not allowed in this context")]
    [InlineData("{a: {$geoWithin: {}}}", 238, "The embedded server doesn't support $geoWithin.")]
    [InlineData("{a: {$elemMatch: {$or: [{$expr: 1}]}}}", 2, "$expr can only be applied to the top-level document")]
    public void A_bad_query_is_refused_with_the_codes_and_messages_of_MongoDB(string query, int code, string message)
    {
        var error = Assert.Throws<CommandException>(() => Filter.Parse(BsonDocument.Parse(query)));

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Fact]
    public void A_pattern_has_to_be_a_string()
    {
        var query = new BsonDocument("a", new BsonDocument("$regex", 1));

        var error = Assert.Throws<CommandException>(() => Filter.Parse(query));

        Assert.Equal((2, "$regex has to be a string"), (error.Code, error.Message));
    }

    [Fact]
    public void Options_are_given_once()
    {
        var query = new BsonDocument("a", new BsonDocument { { "$regex", new BsonRegularExpression("a", "i") }, { "$options", "m" } });

        var error = Assert.Throws<CommandException>(() => Filter.Parse(query));

        Assert.Equal((51075, "options set in both $regex and $options"), (error.Code, error.Message));
    }

    [Fact]
    public void A_query_that_nests_too_deep_is_refused()
    {
        var query = new BsonDocument("a", 1);
        for (var depth = 0; depth < 120; depth++)
            query = new BsonDocument("$and", new BsonArray { query });

        var error = Assert.Throws<CommandException>(() => Filter.Parse(query));

        Assert.Contains("depth limit", error.Message, StringComparison.Ordinal);
    }
}
