using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>Which values count as true where MongoDB takes any value for a condition.</summary>
internal static class Truth
{
    /// <summary>All but false, zero, null, undefined and a missing one; NaN is true.</summary>
    public static bool Of(BsonValue? value) => value switch
    {
        null or BsonNull or BsonUndefined => false,
        BsonBoolean flag => flag.Value,
        BsonInt32 number => number.Value != 0,
        BsonInt64 number => number.Value != 0,
        BsonDouble number => number.Value != 0,
        BsonDecimal128 => NumberOrder.Compare(value, new BsonInt32(0)) != 0,
        _ => true,
    };
}
