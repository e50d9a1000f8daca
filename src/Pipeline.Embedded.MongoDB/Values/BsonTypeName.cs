using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>The names that <c>$type</c> and error messages use for the types of BSON.</summary>
internal static class BsonTypeName
{
    private static readonly Dictionary<string, BsonType> Types = Enum.GetValues<BsonType>()
        .Where(type => type != BsonType.EndOfDocument)
        .ToDictionary(Of, StringComparer.Ordinal);

    public static string Of(BsonValue? value) => value is null ? "missing" : Of(value.BsonType);

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
        _ => "missing",
    };

    public static bool TryParse(string name, out BsonType type) => Types.TryGetValue(name, out type);
}
