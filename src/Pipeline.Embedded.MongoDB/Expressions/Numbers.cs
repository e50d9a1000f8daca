using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>BSON's four types of number, and what MongoDB makes of them when they meet.</summary>
internal static class Numbers
{
    public static bool IsNumber(BsonValue? value) => value is BsonInt32 or BsonInt64 or BsonDouble or BsonDecimal128;

    /// <summary>Null, undefined or missing: most operators answer null to it.</summary>
    public static bool IsNullish(BsonValue? value) => value is null || value.BsonType is BsonType.Null or BsonType.Undefined;

    public static bool IsZero(Decimal128 value) => Decimals.IsZero(value);

    public static double ToDouble(BsonValue value) => value switch
    {
        BsonInt32 number => number.Value,
        BsonInt64 number => number.Value,
        BsonDouble number => number.Value,
        BsonDecimal128 number => Decimals.ToDouble(number.Value),
        BsonDateTime date => date.MillisecondsSinceEpoch,
        _ => throw new InvalidCastException($"{value.BsonType} is no number."),
    };

    public static Decimal128 ToDecimal(BsonValue value) => value switch
    {
        BsonInt32 number => new Decimal128(number.Value),
        BsonInt64 number => new Decimal128(number.Value),
        BsonDouble number => Decimals.FromDouble(number.Value),
        BsonDecimal128 number => number.Value,
        _ => throw new InvalidCastException($"{value.BsonType} is no number."),
    };

    /// <summary>The whole number that <paramref name="value"/> stands for, if it is one and a long holds it.</summary>
    public static bool TryWhole(BsonValue? value, out long whole)
    {
        switch (value)
        {
            case BsonInt32 number:
                whole = number.Value;
                return true;
            case BsonInt64 number:
                whole = number.Value;
                return true;
            case BsonDouble { Value: >= -9223372036854775808.0 and < 9223372036854775808.0 } number when Math.Truncate(number.Value) == number.Value:
                whole = (long)number.Value;
                return true;
            case BsonDecimal128 number:
                return Decimals.TryWhole(number.Value, out whole);
            default:
                whole = 0;
                return false;
        }
    }

    /// <summary>The same for what must be a 32-bit integer.</summary>
    public static bool TryInt(BsonValue? value, out int whole)
    {
        var isWhole = TryWhole(value, out var wide) && wide is >= int.MinValue and <= int.MaxValue;
        whole = isWhole ? (int)wide : 0;
        return isWhole;
    }

    /// <summary>As an int where it fits and no operand was wider, else as a long.</summary>
    public static BsonValue IntOrLong(long value, bool isLong) =>
        isLong || value is < int.MinValue or > int.MaxValue ? new BsonInt64(value) : new BsonInt32((int)value);
}
