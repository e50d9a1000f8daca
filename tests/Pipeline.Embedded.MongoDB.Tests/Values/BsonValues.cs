using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Values;

/// <summary>Random values of all types, small enough that many of them are equal or nearly so.</summary>
public static class BsonValues
{
    private static readonly double[] Doubles =
        [0, -0.0, 1, -1, 0.5, 0.1, 1.5, 3, 9007199254740992, 9223372036854775808, -9223372036854775808, 1e300, -1e300, 1e-320, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly string[] Decimals =
        ["0", "-0", "0.0", "1", "1.0", "1.00", "-1", "0.1", "0.5", "3E0", "9007199254740993", "9223372036854775807", "9223372036854775808", "1E300", "1E-320", "1E-6000", "1E6000", "NaN", "Infinity", "-Infinity", "0.1000000000000000055511151231257827"];

    private static readonly string[] Texts = ["", "a", "A", "b", "ab", "a b", "10", "9", "\u00e9", "e\u0301", "e", "\uffee", "\U0001F600", "x\0y"];

    private static readonly Gen<BsonValue> Scalars = Gen.OneOf(
        Gen.Elements(-1, 0, 1, 3, int.MaxValue).Select(value => (BsonValue)value),
        Gen.Elements(-1L, 0L, 1L, 3L, 9007199254740992L, 9007199254740993L, long.MaxValue, long.MinValue).Select(value => (BsonValue)value),
        Gen.Elements(Doubles).Select(value => (BsonValue)value),
        Gen.Elements(Decimals).Select(value => (BsonValue)Decimal128.Parse(value)),
        Gen.Elements(Texts).Select(value => (BsonValue)value),
        Gen.Elements(true, false).Select(value => (BsonValue)value),
        Gen.Elements<BsonValue>(
            BsonNull.Value,
            BsonUndefined.Value,
            BsonMinKey.Value,
            BsonMaxKey.Value,
            BsonSymbol.Create("a"),
            new BsonDateTime(0),
            new BsonDateTime(-1),
            new BsonTimestamp(1, 1),
            new BsonTimestamp(-1, 1),
            new BsonObjectId(ObjectId.Empty),
            new BsonObjectId(ObjectId.Parse("ff00000000000000000000ff")),
            new BsonBinaryData([1, 2], BsonBinarySubType.Binary),
            new BsonBinaryData([1, 2], BsonBinarySubType.UserDefined),
            new BsonBinaryData([3], BsonBinarySubType.Binary),
            new BsonRegularExpression("a", "i"),
            new BsonRegularExpression("a"),
            new BsonJavaScript("a"),
            new BsonJavaScriptWithScope("a", new BsonDocument("x", 1))));

    public static Arbitrary<BsonValue> Arbitrary { get; } = Gen.Sized(size => Of(Math.Min(size, 4))).ToArbitrary();

    public static Gen<string> Strings => Gen.OneOf(
        Gen.Elements(Texts),
        Gen.Choose(0, 6).SelectMany(length => Gen.Elements("aAbB1 0-.\u00e9\u00c9e\u0301\u00df\u00f1".ToCharArray()).ArrayOf(length)).Select(characters => new string(characters)));

    private static Gen<BsonValue> Of(int depth)
    {
        if (depth == 0)
            return Scalars;

        var inner = Of(depth / 2);
        var arrays = Gen.Choose(0, 3).SelectMany(length => inner.ArrayOf(length)).Select(values => (BsonValue)new BsonArray(values));
        var documents = Gen.Choose(0, 3).SelectMany(length => inner.ArrayOf(length)).SelectMany(values =>
            Gen.Elements("a", "b", "0").ArrayOf(values.Length).Select(names => (BsonValue)Document(names, values)));
        return Gen.Frequency((4, Scalars), (1, arrays), (1, documents));
    }

    private static BsonDocument Document(string[] names, BsonValue[] values)
    {
        var document = new BsonDocument();
        for (var index = 0; index < names.Length; index++)
            document[names[index]] = values[index];
        return document;
    }
}
