using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Projecting;

namespace Pipeline.Embedded.MongoDB.Tests.Projecting;

public class ProjectionErrorTests
{
    [Theory]
    [InlineData("{a: 0, b: 1}", 31253, "Cannot do inclusion on field b in exclusion projection")]
    [InlineData("{a: 1, b: 0}", 31254, "Cannot do exclusion on field b in inclusion projection")]
    [InlineData("{a: 0, b: {$add: [1, 2]}}", 31252, "Cannot use expression other than $meta in exclusion projection")]
    [InlineData("{a: 0, b: 'x'}", 31310, "Cannot use an expression b: \"x\" in an exclusion projection")]
    [InlineData("{a: 1, 'a.b': 1}", 31249, "Path collision at a.b remaining portion b")]
    [InlineData("{'a.b': 1, a: 1}", 31250, "Path collision at a")]
    [InlineData("{a: {$slice: 1}, 'a.b': 1}", 31249, "Path collision at a.b remaining portion b")]
    [InlineData("{a: {}}", 51270, "An empty sub-projection is not a valid value. Found empty object at path")]
    [InlineData("{'': 1}", 40352, "FieldPath cannot be constructed with empty string")]
    [InlineData("{'a.': 1}", 40353, "FieldPath must not end with a '.'.")]
    [InlineData("{'a..b': 1}", 15998, "FieldPath field names may not be empty strings.")]
    [InlineData("{$a: 1}", 16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.")]
    [InlineData("{'a.$': 1, 'b.$': 1}", 31276, "Cannot specify more than one positional projection per query.")]
    [InlineData("{'a.$': 0}", 31395, "positional projection cannot be used with exclusion")]
    [InlineData("{'a.$': 'x'}", 31308, "positional projection cannot be used with a literal")]
    [InlineData("{'a.$': {b: 1}}", 31271, "positional projection cannot be used with an expression or sub object")]
    [InlineData("{'a.$': 1, b: {$elemMatch: {x: 1}}}", 31255, "Cannot specify positional operator and $elemMatch.")]
    [InlineData("{b: {$elemMatch: {x: 1}}, 'a.$': 1}", 31256, "Cannot specify positional operator and $elemMatch.")]
    [InlineData("{a: {$elemMatch: 1}}", 31274, "elemMatch: Invalid argument, object required, but got int")]
    [InlineData("{'a.b': {$elemMatch: {x: 1}}}", 31275, "Cannot use $elemMatch projection on a nested field.")]
    [InlineData("{a: {$meta: 'textScore'}}", 40218, "query requires text score metadata, but it is not available")]
    [InlineData("{a: {$meta: 'foo'}}", 17308, "Unsupported argument to $meta: foo")]
    public void A_find_s_projection_that_is_none_is_refused(string projection, int code, string message)
    {
        var error = Assert.Throws<CommandException>(() => Projection.Parse(BsonDocument.Parse(projection), new ProjectionOptions()));

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("{}", 51272, "Invalid $project :: caused by :: projection specification must have at least one field")]
    [InlineData("{'a.$': 1}", 31324, "Invalid $project :: caused by :: Cannot use positional projection in aggregation projection")]
    [InlineData("{a: {$elemMatch: {x: 1}}}", 168, "Invalid $project :: caused by :: Cannot use $elemMatch in this context")]
    [InlineData("{a: 1, b: 0}", 31254, "Invalid $project :: caused by :: Cannot do exclusion on field b in inclusion projection")]
    public void A_stage_that_is_none_is_refused(string projection, int code, string message)
    {
        var error = Assert.Throws<CommandException>(
            () => Projection.Parse(BsonDocument.Parse(projection), new ProjectionOptions { IsAggregation = true }));

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Theory]
    [InlineData(null, 51246)]
    [InlineData("7", 51247)]
    public void A_positional_projection_needs_the_matched_element(string? index, int code)
    {
        var projection = Projection.Parse(BsonDocument.Parse("{'a.$': 1}"), new ProjectionOptions())!;

        var error = Assert.Throws<CommandException>(() => projection.Apply(BsonDocument.Parse("{_id: 1, a: [1]}"), index));

        Assert.Equal(code, error.Code);
    }
}
