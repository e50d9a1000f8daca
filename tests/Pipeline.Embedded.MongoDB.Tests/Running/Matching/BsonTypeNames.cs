using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Matching;

/// <summary>The names that $type, and so $$type, gives to BSON types.</summary>
internal static class BsonTypeNames
{
    public static bool Is(BsonValue value, string name) =>
        name == "number" ? value.IsNumeric : Of(value.BsonType) == name;

    public static string Of(BsonType type) => type switch
    {
        BsonType.Double => "double",
        BsonType.String => "string",
        BsonType.Document => "object",
        BsonType.Array => "array",
        BsonType.Binary => "binData",
        BsonType.Undefined => "undefined",
        BsonType.ObjectId => "objectId",
        BsonType.Boolean => "bool",
        BsonType.DateTime => "date",
        BsonType.Null => "null",
        BsonType.RegularExpression => "regex",
        BsonType.JavaScript => "javascript",
        BsonType.Symbol => "symbol",
        BsonType.JavaScriptWithScope => "javascriptWithScope",
        BsonType.Int32 => "int",
        BsonType.Timestamp => "timestamp",
        BsonType.Int64 => "long",
        BsonType.Decimal128 => "decimal",
        BsonType.MinKey => "minKey",
        BsonType.MaxKey => "maxKey",
        _ => throw new UnsupportedByRunnerException($"BSON type {type} has no name."),
    };
}
