using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>Sums and products in the type that an update stores: an int that overflows becomes a long, a long that overflows is an error.</summary>
internal static class Arithmetic
{
    /// <returns><see langword="null"/> where a long doesn't hold the sum.</returns>
    public static BsonValue? Add(BsonValue left, BsonValue right) => Widest(left, right) switch
    {
        BsonType.Decimal128 => new BsonDecimal128(Decimals.Add(Numbers.ToDecimal(left), Numbers.ToDecimal(right))),
        BsonType.Double => new BsonDouble(Numbers.ToDouble(left) + Numbers.ToDouble(right)),
        var type => Whole((Int128)left.ToInt64() + right.ToInt64(), type),
    };

    /// <returns><see langword="null"/> where a long doesn't hold the product.</returns>
    public static BsonValue? Multiply(BsonValue left, BsonValue right) => Widest(left, right) switch
    {
        BsonType.Decimal128 => new BsonDecimal128(Decimals.Multiply(Numbers.ToDecimal(left), Numbers.ToDecimal(right))),
        BsonType.Double => new BsonDouble(Numbers.ToDouble(left) * Numbers.ToDouble(right)),
        var type => Whole((Int128)left.ToInt64() * right.ToInt64(), type),
    };

    private static BsonType Widest(BsonValue left, BsonValue right)
    {
        if (left is BsonDecimal128 || right is BsonDecimal128)
            return BsonType.Decimal128;
        if (left is BsonDouble || right is BsonDouble)
            return BsonType.Double;
        return left is BsonInt64 || right is BsonInt64 ? BsonType.Int64 : BsonType.Int32;
    }

    private static BsonValue? Whole(Int128 value, BsonType type) => value >= long.MinValue && value <= long.MaxValue
        ? Numbers.IntOrLong((long)value, type == BsonType.Int64)
        : null;
}
