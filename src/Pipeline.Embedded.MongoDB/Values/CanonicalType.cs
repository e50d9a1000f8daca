using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>
/// The order class of a value: values of different classes compare by class, values of one class by what they hold.
/// Source: https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/.
/// </summary>
internal static class CanonicalType
{
    public const int MinKey = -1;
    public const int Undefined = 0;
    public const int Null = 5;
    public const int Number = 10;
    public const int String = 15;
    public const int Document = 20;
    public const int Array = 25;
    public const int Binary = 30;
    public const int ObjectId = 35;
    public const int Boolean = 40;
    public const int DateTime = 45;
    public const int Timestamp = 47;
    public const int RegularExpression = 50;
    public const int JavaScript = 60;
    public const int JavaScriptWithScope = 65;
    public const int MaxKey = 127;

    /// <summary>The class of a value; a missing one is of undefined's class.</summary>
    public static int Of(BsonValue? value) => value is null ? Undefined : Of(value.BsonType);

    public static int Of(BsonType type) => type switch
    {
        BsonType.MinKey => MinKey,
        BsonType.Null => Null,
        BsonType.Int32 or BsonType.Int64 or BsonType.Double or BsonType.Decimal128 => Number,
        BsonType.String or BsonType.Symbol => String,
        BsonType.Document => Document,
        BsonType.Array => Array,
        BsonType.Binary => Binary,
        BsonType.ObjectId => ObjectId,
        BsonType.Boolean => Boolean,
        BsonType.DateTime => DateTime,
        BsonType.Timestamp => Timestamp,
        BsonType.RegularExpression => RegularExpression,
        BsonType.JavaScript => JavaScript,
        BsonType.JavaScriptWithScope => JavaScriptWithScope,
        BsonType.MaxKey => MaxKey,
        _ => Undefined,
    };
}
