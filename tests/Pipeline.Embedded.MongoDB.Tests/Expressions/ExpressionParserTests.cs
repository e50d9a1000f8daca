using System.Collections.Immutable;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Tests.Expressions;

public class ExpressionParserTests
{
    private const string Document = "{a: 1, b: {c: 2}, list: [{x: 1}, {y: 2}, {x: [3, 4]}, 5], n: null, deep: [{x: [{y: 1}, {y: 2}]}]}";

    [Theory]
    [InlineData("'$a'", "1")]
    [InlineData("'$b.c'", "2")]
    [InlineData("'$b.d'", "missing")]
    [InlineData("'$a.b'", "missing")]
    [InlineData("'$list.x'", "[1, [3, 4]]")]
    [InlineData("'$deep.x.y'", "[[1, 2]]")]
    [InlineData("'$list.0'", "[]")]
    [InlineData("'$$ROOT.b'", "{c: 2}")]
    [InlineData("'$$CURRENT.b.c'", "2")]
    [InlineData("'$$REMOVE'", "missing")]
    [InlineData("{p: '$a', q: '$nothing', r: {s: '$b.c'}}", "{p: 1, r: {s: 2}}")]
    [InlineData("['$a', '$nothing']", "[1, null]")]
    [InlineData("{$literal: '$a'}", "'$a'")]
    [InlineData("{$literal: {$add: [1]}}", "{$add: [1]}")]
    [InlineData("true", "true")]
    public void Paths_objects_arrays_and_literals(string expression, string expected) => Evaluated.Is(expected, expression, Document);

    [Theory]
    [InlineData("{$foo: 1}", 168, "Unrecognized expression '$foo'")]
    [InlineData("{$add: [1], $sum: 1}", 15983, null)]
    [InlineData("'$$nothing'", 17276, "Use of undefined variable: nothing")]
    [InlineData("'$'", 16872, "'$' by itself is not a valid FieldPath")]
    [InlineData("'$a.'", 40353, "FieldPath must not end with a '.'.")]
    [InlineData("'$a..b'", 15998, null)]
    [InlineData("'$a.$b'", 16410, null)]
    [InlineData("{'a.b': 1}", 16412, null)]
    [InlineData("{$let: {vars: {X: 1}, in: 1}}", 9, "'X' starts with an invalid character for a user variable name")]
    [InlineData("{$function: {}}", 238, null)]
    [InlineData("{$toHashedIndexKey: 1}", 238, null)]
    public void What_is_no_expression_is_refused(string expression, int code, string? message)
    {
        var error = Evaluated.Fails(code, expression);

        Assert.Equal(message ?? error.Message, error.Message);
    }

    [Fact]
    public void A_let_of_the_command_is_seen_and_one_that_is_missing_is_missing()
    {
        var settings = EvaluationSettings.None with { Let = ImmutableDictionary<string, BsonValue>.Empty.Add("x", 5).Add("gone", BsonUndefined.Value) };

        Assert.Equal(6, Evaluated.Of("{$add: ['$$x', 1]}", "{}", settings));
        Assert.Null(Evaluated.Of("'$$gone'", "{}", settings));
    }

    [Fact]
    public void Now_and_the_cluster_time_are_the_commands()
    {
        var now = new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc);
        var settings = EvaluationSettings.None with { Now = now, ClusterTime = new BsonTimestamp(7, 1) };

        Assert.Equal(new BsonDateTime(now), Evaluated.Of("'$$NOW'", "{}", settings));
        Assert.Equal(new BsonTimestamp(7, 1), Evaluated.Of("'$$CLUSTER_TIME'", "{}", settings));
    }

    [Fact]
    public void An_expression_over_constants_is_evaluated_when_it_is_parsed()
    {
        var parsed = ExpressionParser.Parse(Evaluated.Read("{$add: [1, {$multiply: [2, 3]}]}"));

        Assert.Equal(7, Assert.IsType<ConstantExpression>(parsed).Value);
    }

    [Fact]
    public void An_error_in_a_branch_that_is_not_taken_does_not_count() => Evaluated.Is("1", "{$cond: ['$a', 1, {$divide: [1, 0]}]}", Document);
}
