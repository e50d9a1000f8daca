using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>Numbers of any type as whole ones of 64 bits.</summary>
internal static class WholeNumber
{
    private const double TwoTo63 = 9223372036854775808.0;

    /// <summary>The number without its fraction.</summary>
    /// <returns>False for what isn't a number, NaN, the infinities, and what 64 bits can't hold.</returns>
    public static bool TryTruncate(BsonValue value, out long number)
    {
        switch (value)
        {
            case BsonInt32 integer:
                number = integer.Value;
                return true;
            case BsonInt64 integer:
                number = integer.Value;
                return true;
            case BsonDouble real when real.Value >= -TwoTo63 && real.Value < TwoTo63:
                number = (long)real.Value;
                return true;
            case BsonDecimal128 real when !Decimal128.IsNaN(real.Value) && !Decimal128.IsInfinity(real.Value):
                return DecimalParts.Of(real.Value).TryTruncate(out number);
            default:
                number = 0;
                return false;
        }
    }

    /// <summary>The number, if it has no fraction.</summary>
    public static bool TryGet(BsonValue value, out long number) =>
        TryTruncate(value, out number) && (value is BsonInt32 or BsonInt64 || NumberOrder.Compare(value, new BsonInt64(number)) == 0);
}
