using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Tests.Running.Matching;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

public class ValueMatcherTests
{
    private static readonly ValueMatcher Matcher = new(new Known());

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1", "{$numberLong: '1'}")]
    [InlineData("1", "1.0")]
    [InlineData("'x'", "'x'")]
    [InlineData("null", "null")]
    [InlineData("{a: 1, b: 2}", "{b: 2, a: 1}")]
    [InlineData("{a: 1}", "{a: 1, extra: 2}")]
    [InlineData("[1, {a: 1}]", "[1, {a: 1}]")]
    [InlineData("{a: {$$exists: true}}", "{a: null}")]
    [InlineData("{a: {$$exists: false}}", "{b: 1}")]
    [InlineData("{a: {$$unsetOrMatches: 1}}", "{}")]
    [InlineData("{a: {$$unsetOrMatches: 1}}", "{a: 1}")]
    [InlineData("{a: {$$unsetOrMatches: {$$type: 'int'}}}", "{a: 1}")]
    [InlineData("{$$unsetOrMatches: {a: 1}}", "{a: 1, extra: 2}")]
    [InlineData("{$$type: 'string'}", "'x'")]
    [InlineData("{$$type: ['int', 'long']}", "{$numberLong: '1'}")]
    [InlineData("{a: {$$matchesEntity: 'saved'}}", "{a: {x: 1}}")]
    [InlineData("{a: {$$sessionLsid: 'session'}}", "{a: {id: 7}}")]
    [InlineData("{$$lte: 2}", "2.0")]
    [InlineData("{$$lte: 2.5}", "{$numberLong: '2'}")]
    [InlineData("{a: {$$matchAsRoot: {x: 1}}}", "{a: {x: 1, extra: 2}}")]
    [InlineData("{$$matchAsDocument: {x: {$numberLong: '1'}}}", "'{\"x\": 1}'")]
    [InlineData("{$$matchAsDocument: {$$matchAsRoot: {x: 1}}}", "'{\"x\": 1, \"y\": 2}'")]
    [InlineData("{$$matchesHexBytes: '12ab'}", "{$binary: {base64: 'Eqs=', subType: '00'}}")]
    public void What_is_expected_matches(string expected, string actual)
    {
        Assert.Null(Record.Exception(() => Match(expected, actual)));
    }

    [Theory]
    [InlineData("1", "2")]
    [InlineData("1", "1.5")]
    [InlineData("1", "'1'")]
    [InlineData("1", "true")]
    [InlineData("1", "{$numberDecimal: '1'}")]
    [InlineData("null", "0")]
    [InlineData("{a: 1, b: 2}", "{a: 1}")]
    [InlineData("{a: {x: 1}}", "{a: {x: 1, extra: 2}}")]
    [InlineData("[1]", "[1, 2]")]
    [InlineData("[1, 2]", "[2, 1]")]
    [InlineData("[{a: 1}]", "[{a: 1, extra: 2}]")]
    [InlineData("{a: 1}", "[1]")]
    [InlineData("{a: {$$exists: true}}", "{b: 1}")]
    [InlineData("{a: {$$exists: false}}", "{a: null}")]
    [InlineData("{a: {$$unsetOrMatches: 1}}", "{a: 2}")]
    [InlineData("{a: {$$unsetOrMatches: 1}}", "{a: null}")]
    [InlineData("{$$type: 'string'}", "1")]
    [InlineData("{a: {$$type: 'string'}}", "{}")]
    [InlineData("{$$type: ['int', 'long']}", "1.0")]
    [InlineData("{a: {$$matchesEntity: 'saved'}}", "{a: {x: 2}}")]
    [InlineData("{a: {$$matchesEntity: 'saved'}}", "{a: {x: 1, extra: 2}}")]
    [InlineData("{a: {$$sessionLsid: 'session'}}", "{a: {id: 8}}")]
    [InlineData("{$$lte: 2}", "2.1")]
    [InlineData("{$$lte: 2}", "'1'")]
    [InlineData("{$$matchAsDocument: {x: 1}}", "'{\"x\": 1, \"y\": 2}'")]
    [InlineData("{$$matchAsDocument: {x: 1}}", "'no document'")]
    [InlineData("{$$matchesHexBytes: '12ab'}", "{$binary: {base64: 'Eqw=', subType: '00'}}")]
    public void What_is_not_expected_fails(string expected, string actual)
    {
        Assert.Throws<SpecificationFailedException>(() => Match(expected, actual));
    }

    [Fact]
    public void The_documents_of_an_iterable_result_may_have_more_fields()
    {
        var actual = BsonDocument.Parse("{v: [{a: 1, extra: {b: 2}}]}")["v"].AsBsonArray;

        Assert.Null(Record.Exception(() => Matcher.MatchRoots(Value("[{a: 1}]"), actual, "result")));
        Assert.Throws<SpecificationFailedException>(() => Matcher.MatchRoots(Value("[{extra: {}}]"), actual, "result"));
    }

    [Fact]
    public void A_missing_value_matches_only_what_may_be_unset()
    {
        Assert.Null(Record.Exception(() => Matcher.Match(Value("{$$unsetOrMatches: 1}"), null, isRoot: true, "result")));
        Assert.Throws<SpecificationFailedException>(() => Matcher.Match(BsonNull.Value, null, isRoot: true, "result"));
    }

    [Fact]
    public void An_operator_that_the_runner_does_not_know_is_not_taken_for_a_field()
    {
        Assert.Throws<UnsupportedByRunnerException>(() => Match("{a: {$$new: 1}}", "{a: {$$new: 1}}"));
    }

    [Fact]
    public void A_failure_says_where_it_is()
    {
        var failure = Assert.Throws<SpecificationFailedException>(() => Match("{a: [{b: 1}]}", "{a: [{b: 2}]}"));

        Assert.Equal("result.a[0].b: expected 1 (int), got 2 (int).", failure.Message);
    }

    private static void Match(string expected, string actual) => Matcher.Match(Value(expected), Value(actual), isRoot: true, "result");

    private static BsonValue Value(string json) => BsonDocument.Parse($"{{v: {json}}}")["v"];

    private sealed class Known : IEntityLookup
    {
        public BsonValue Bson(string name) => name == "saved" ? new BsonDocument("x", 1) : throw new ArgumentException(name);

        public BsonDocument SessionId(string name) => name == "session" ? new BsonDocument("id", 7) : throw new ArgumentException(name);
    }
}
