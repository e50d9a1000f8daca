using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>What counts as true: everything but false, zero, null and missing.</summary>
internal static class Truth
{
    public static bool Of(BsonValue? value) => value switch
    {
        null => false,
        BsonBoolean boolean => boolean.Value,
        BsonInt32 number => number.Value != 0,
        BsonInt64 number => number.Value != 0,
        BsonDouble number => number.Value != 0,
        BsonDecimal128 number => !Numbers.IsZero(number.Value),
        _ => value.BsonType is not (BsonType.Null or BsonType.Undefined),
    };
}
