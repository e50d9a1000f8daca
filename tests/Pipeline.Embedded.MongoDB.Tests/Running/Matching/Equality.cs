using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Matching;

/// <summary>The two equalities of the format: "flexible numerics" for matching, exact (but for key order) for outcomes.</summary>
internal static class Equality
{
    /// <summary>int, long and double are equal when their values are; Decimal128 equals only itself.</summary>
    public static bool Flexible(BsonValue expected, BsonValue actual) =>
        IsFlexible(expected) && IsFlexible(actual) ? SameNumber(expected, actual) : Exact(expected, actual);

    /// <summary>Same types and values; the keys of documents may come in another order.</summary>
    public static bool Exact(BsonValue expected, BsonValue actual)
    {
        if (expected.BsonType != actual.BsonType)
            return false;
        return (expected, actual) switch
        {
            (BsonDocument left, BsonDocument right) => left.ElementCount == right.ElementCount
                && left.All(x => right.TryGetValue(x.Name, out var value) && Exact(x.Value, value)),
            (BsonArray left, BsonArray right) => left.Count == right.Count && left.Zip(right).All(x => Exact(x.First, x.Second)),
            (BsonJavaScriptWithScope left, BsonJavaScriptWithScope right) => left.Code == right.Code && Exact(left.Scope, right.Scope),
            _ => expected.Equals(actual),
        };
    }

    private static bool IsFlexible(BsonValue value) => value is BsonInt32 or BsonInt64 or BsonDouble;

    private static bool SameNumber(BsonValue expected, BsonValue actual) =>
        expected is BsonDouble || actual is BsonDouble ? expected.ToDouble().Equals(actual.ToDouble()) : expected.ToInt64() == actual.ToInt64();
}
