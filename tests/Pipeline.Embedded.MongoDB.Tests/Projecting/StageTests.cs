using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Projecting;

namespace Pipeline.Embedded.MongoDB.Tests.Projecting;

public class StageTests
{
    [Theory]
    [InlineData("{b: 2}", "{_id: 1, a: 1}", "{_id: 1, a: 1, b: 2}")]
    [InlineData("{a: '$b', b: '$a'}", "{a: 1, b: 2, c: 3}", "{a: 2, b: 1, c: 3}")]
    [InlineData("{'a.b': 5}", "{a: {b: 1, c: 2}}", "{a: {b: 5, c: 2}}")]
    [InlineData("{a: {b: 5, d: '$x'}}", "{a: {b: 1, c: 2}, x: 7}", "{a: {b: 5, c: 2, d: 7}, x: 7}")]
    [InlineData("{'a.b': 5}", "{a: [{c: 1}, 2, [3]]}", "{a: [{c: 1, b: 5}, {b: 5}, [{b: 5}]]}")]
    [InlineData("{'a.b': 5}", "{a: 1}", "{a: {b: 5}}")]
    [InlineData("{a: '$$REMOVE', b: '$missing'}", "{a: 1, b: 2, c: 3}", "{c: 3}")]
    [InlineData("{a: {}, b: true, c: 0}", "{a: 1}", "{a: {}, b: true, c: 0}")]
    [InlineData("{a: {$literal: {$x: 1}}}", "{}", "{a: {$x: 1}}")]
    public void Computed_fields_are_added(string fields, string document, string expected)
    {
        var given = BsonDocument.Parse(document);

        var after = ComputedFields.Parse(BsonDocument.Parse(fields), "$addFields").Apply(given, EvaluationSettings.None);

        Assert.Equal(BsonDocument.Parse(expected).ToJson(), after.ToJson());
        Assert.Equal(BsonDocument.Parse(document).ToJson(), given.ToJson());
    }

    [Theory]
    [InlineData("{a: 1, 'a.b': 2}", 40176, "Invalid $set :: caused by :: specification contains two conflicting paths. Cannot specify both 'a.b' and 'a': { a: 1, a.b: 2 }")]
    [InlineData("{'a.b': 1, a: 2}", 40176, "Invalid $set :: caused by :: specification contains two conflicting paths. Cannot specify both 'a' and 'a.b': { a.b: 1, a: 2 }")]
    [InlineData("{}", 40177, "Invalid $set :: caused by :: specification must have at least one field")]
    public void Computed_fields_that_are_none_are_refused(string fields, int code, string message)
    {
        var error = Assert.Throws<CommandException>(() => ComputedFields.Parse(BsonDocument.Parse(fields), "$set"));

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("1", 31002)]
    [InlineData("[]", 31119)]
    [InlineData("[1]", 31120)]
    public void What_is_unset_is_named_by_strings(string names, int code)
    {
        var error = Assert.Throws<CommandException>(() => Projection.ParseUnset(BsonSerializer.Deserialize<BsonValue>(names)));

        Assert.Equal(code, error.Code);
    }
}
