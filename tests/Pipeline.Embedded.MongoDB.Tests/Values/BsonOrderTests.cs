using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Tests.Values;

public class BsonOrderTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void The_order_is_antisymmetric_and_reflexive()
    {
        var property = Prop.ForAll(
            BsonValues.Arbitrary,
            BsonValues.Arbitrary,
            (left, right) => Math.Sign(Order(left, right)) == -Math.Sign(Order(right, left)) && Order(left, left.DeepClone()) == 0);

        Check.One(Thorough, property);
    }

    [Fact]
    public void The_order_is_transitive()
    {
        var property = Prop.ForAll(
            BsonValues.Arbitrary,
            BsonValues.Arbitrary,
            BsonValues.Arbitrary,
            (one, two, three) =>
            {
                var values = new[] { one, two, three };
                Array.Sort(values, BsonOrder.Simple);
                return Order(values[0], values[1]) <= 0 && Order(values[1], values[2]) <= 0 && Order(values[0], values[2]) <= 0
                    && (Order(values[0], values[2]) != 0 || Order(values[0], values[1]) == 0);
            });

        Check.One(Thorough, property);
    }

    [Fact]
    public void Equal_values_have_equal_hashes()
    {
        var property = Prop.ForAll(
            BsonValues.Arbitrary,
            BsonValues.Arbitrary,
            (left, right) => BsonOrder.Simple.Equals(left, right) == (Order(left, right) == 0)
                && (Order(left, right) != 0 || BsonOrder.Simple.GetHashCode(left) == BsonOrder.Simple.GetHashCode(right)));

        Check.One(Thorough, property);
    }

    [Fact]
    public void Types_come_in_the_documented_order()
    {
        BsonValue?[] ascending =
        [
            BsonMinKey.Value, BsonUndefined.Value, BsonNull.Value, 5, "a", new BsonDocument(), new BsonArray(), new BsonBinaryData([1]),
            new BsonObjectId(ObjectId.Empty), false, new BsonDateTime(0), new BsonTimestamp(0), new BsonRegularExpression("a"),
            new BsonJavaScript("a"), new BsonJavaScriptWithScope("a", []), BsonMaxKey.Value,
        ];

        Assert.All(ascending.Zip(ascending.Skip(1)), pair => Assert.True(BsonOrder.Simple.Compare(pair.First, pair.Second) < 0));
    }

    [Theory]
    [InlineData("1", "NumberLong(1)", 0)]
    [InlineData("1", "1.0", 0)]
    [InlineData("1", "NumberDecimal('1.000')", 0)]
    [InlineData("0.0", "-0.0", 0)]
    [InlineData("NumberDecimal('0.1')", "0.1", -1)]
    [InlineData("NumberDecimal('0.5')", "0.5", 0)]
    [InlineData("NumberLong('9007199254740993')", "9007199254740992.0", 1)]
    [InlineData("NumberLong('9223372036854775807')", "9223372036854775808.0", -1)]
    [InlineData("NumberLong('9223372036854775807')", "NumberDecimal('9223372036854775807.5')", -1)]
    [InlineData("NaN", "-Infinity", -1)]
    [InlineData("NaN", "NumberDecimal('NaN')", 0)]
    [InlineData("NumberDecimal('-Infinity')", "-Infinity", 0)]
    [InlineData("NumberDecimal('1E6000')", "1.7976931348623157E308", 1)]
    [InlineData("NumberDecimal('1E-6000')", "0", 1)]
    [InlineData("NumberDecimal('1E-6000')", "4.94065645841247E-324", -1)]
    [InlineData("NumberDecimal('-1E-6000')", "0", -1)]
    [InlineData("'a'", "'B'", 1)]
    [InlineData("'\\uD83D\\uDE00'", "'\\uFFEE'", 1)]
    [InlineData("{a: 1}", "{a: 1, b: 1}", -1)]
    [InlineData("{b: 1}", "{a: 'x'}", -1)]
    [InlineData("{b: 1}", "{a: 2}", 1)]
    [InlineData("[1, 2]", "[1, 3]", -1)]
    [InlineData("BinData(5, 'AQ==')", "BinData(0, 'AQI=')", -1)]
    [InlineData("BinData(128, 'AQI=')", "BinData(0, 'AQI=')", 1)]
    public void Values_compare_exactly(string left, string right, int expected)
    {
        var pair = BsonDocument.Parse($"{{left: {left}, right: {right}}}");

        Assert.Equal(expected, Math.Sign(Order(pair["left"], pair["right"])));
        Assert.Equal(-expected, Math.Sign(Order(pair["right"], pair["left"])));
    }

    [Fact]
    public void Strings_within_documents_and_arrays_are_compared_by_the_collation_and_names_are_not()
    {
        var order = BsonOrder.For(Collation.Parse(BsonDocument.Parse("{locale: 'en', strength: 2}")));

        Assert.True(order.Equals(BsonDocument.Parse("{a: ['X']}"), BsonDocument.Parse("{a: ['x']}")));
        Assert.Equal(order.GetHashCode(BsonDocument.Parse("{a: ['X']}")), order.GetHashCode(BsonDocument.Parse("{a: ['x']}")));
        Assert.False(order.Equals(BsonDocument.Parse("{A: 'x'}"), BsonDocument.Parse("{a: 'x'}")));
    }

    private static int Order(BsonValue left, BsonValue right) => BsonOrder.Simple.Compare(left, right);
}
