using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Indexing;

/// <summary>The first byte of an encoded value: the place of its type in MongoDB's comparison order.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/. Zero ends a list of values, so it is none of them.</remarks>
internal static class KeyTypes
{
    public const byte MinKey = 1;
    public const byte Undefined = 2;
    public const byte Null = 7;
    public const byte Number = 12;
    public const byte Text = 17;
    public const byte Document = 22;
    public const byte Array = 27;
    public const byte Binary = 32;
    public const byte ObjectId = 37;
    public const byte Boolean = 42;
    public const byte Date = 47;
    public const byte Timestamp = 49;
    public const byte RegularExpression = 52;
    public const byte JavaScript = 62;
    public const byte JavaScriptWithScope = 67;
    public const byte MaxKey = 129;

    public static byte Of(BsonValue value) => Of(value.BsonType);

    public static byte Of(BsonType type) => type switch
    {
        BsonType.MinKey => MinKey,
        BsonType.Undefined or BsonType.EndOfDocument => Undefined,
        BsonType.Null => Null,
        BsonType.Double or BsonType.Int32 or BsonType.Int64 or BsonType.Decimal128 => Number,
        BsonType.String or BsonType.Symbol => Text,
        BsonType.Document => Document,
        BsonType.Array => Array,
        BsonType.Binary => Binary,
        BsonType.ObjectId => ObjectId,
        BsonType.Boolean => Boolean,
        BsonType.DateTime => Date,
        BsonType.Timestamp => Timestamp,
        BsonType.RegularExpression => RegularExpression,
        BsonType.JavaScript => JavaScript,
        BsonType.JavaScriptWithScope => JavaScriptWithScope,
        BsonType.MaxKey => MaxKey,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type of BSON's."),
    };
}
