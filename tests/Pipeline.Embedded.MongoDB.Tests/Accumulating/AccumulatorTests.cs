using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Accumulating;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Tests.Expressions;
using Pipeline.Embedded.MongoDB.Tests.Values;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Tests.Accumulating;

public class AccumulatorTests
{
    [Theory]
    [InlineData("$sum", "[2147483647, 1]", "NumberLong(2147483648)")]
    [InlineData("$sum", "[NumberLong('9223372036854775807'), 1]", "9223372036854775808.0")]
    [InlineData("$sum", "[1, 'x', null, [1], 2.0]", "3.0")]
    [InlineData("$sum", "[1, NumberDecimal('0.10')]", "NumberDecimal('1.10')")]
    [InlineData("$sum", "[1e100, 1, -1e100]", "1.0")]
    [InlineData("$avg", "[NumberDecimal('1'), NumberDecimal('2')]", "NumberDecimal('1.5')")]
    [InlineData("$avg", "['x', null]", "null")]
    [InlineData("$min", "[null, 5, 'a']", "5")]
    [InlineData("$max", "[null, 5, 'a']", "'a'")]
    [InlineData("$addToSet", "[1, 1.0, null, 'a']", "[1, null, 'a']")]
    [InlineData("$setUnion", "[[1, 2], [2, 3]]", "[1, 2, 3]")]
    [InlineData("$concatArrays", "[[1, 2], [2]]", "[1, 2, 2]")]
    [InlineData("$stdDevSamp", "[1, 3]", "1.4142135623730951")]
    [InlineData("$mergeObjects", "[{a: 1}, null, {a: 2}]", "{a: 2}")]
    public void Values_are_accumulated(string name, string values, string expected)
    {
        var result = Accumulate(name, Evaluated.Read("'$v'"), Evaluated.Read(values).AsBsonArray, EvaluationSettings.None);

        Assert.Equal(Evaluated.Show(Evaluated.Read(expected)), Evaluated.Show(result));
    }

    [Fact]
    public void The_collation_decides_what_is_equal_and_what_is_least()
    {
        var settings = EvaluationSettings.None with { Collation = Collation.Parse(new BsonDocument { { "locale", "en" }, { "strength", 2 } }) };

        Assert.Equal(new BsonArray { "b", "A" }, Accumulate("$addToSet", "$v", ["b", "B", "A", "a"], settings));
        Assert.Equal("A", Accumulate("$min", "$v", ["b", "A"], settings));
        Assert.Equal("b", Accumulate("$max", "$v", ["b", "A"], settings));
    }

    [Fact]
    public void The_least_few_are_the_first_of_all_when_sorted() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(BsonValues.Arbitrary.Generator.ListOf(20).ToArbitrary(), values =>
        {
            var kept = Accumulate("$minN", Evaluated.Read("{n: 5, input: '$v'}"), [.. values], EvaluationSettings.None).AsBsonArray;
            var sorted = values.Where(value => !Numbers.IsNullish(value)).Order(BsonOrder.Simple).Take(5).ToArray();
            return kept.Count == sorted.Length && kept.Zip(sorted).All(pair => BsonOrder.Simple.Equals(pair.First, pair.Second));
        }));

    private static BsonValue Accumulate(string name, BsonValue argument, BsonArray values, EvaluationSettings settings)
    {
        var accumulation = AccumulationParser.Parse(name, argument, new ParseScope([]));
        return accumulation.Of(values.Select(value => new BsonDocument("v", value)), new EvaluationScope([], settings))!;
    }
}
