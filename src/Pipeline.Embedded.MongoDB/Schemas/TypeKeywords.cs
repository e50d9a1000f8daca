using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary><c>bsonType</c> and <c>type</c>.</summary>
internal static class TypeKeywords
{
    private static readonly BsonType[] Numbers = [BsonType.Double, BsonType.Int32, BsonType.Int64, BsonType.Decimal128];

    public static IEnumerable<SchemaRule> Parse(BsonDocument schema)
    {
        var ofBson = schema.Contains("bsonType");
        if (ofBson && schema.Contains("type"))
            throw SchemaParser.Bad("Cannot specify both $jsonSchema keywords 'type' and 'bsonType'");

        var keyword = ofBson ? "bsonType" : "type";
        if (!schema.TryGetValue(keyword, out var names))
            return [];

        var types = Types(keyword, names);
        return
        [
            new ValueRule(
                keyword,
                new BsonDocument(keyword, names),
                "type did not match",
                value => types.Contains(value.BsonType),
                value => new BsonDocument { { "consideredValue", value }, { "consideredType", BsonTypeName.Of(value) } }),
        ];
    }

    private static HashSet<BsonType> Types(string keyword, BsonValue names)
    {
        var list = names switch
        {
            BsonString => [names],
            BsonArray array when array.All(name => name.IsString) => array,
            _ => throw SchemaParser.WrongType(keyword, "either a string or an array of strings"),
        };
        if (list.Count == 0)
            throw SchemaParser.Bad($"$jsonSchema keyword '{keyword}' must name at least one type");

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var types = new HashSet<BsonType>();
        foreach (var name in list.Select(name => name.AsString))
        {
            if (!seen.Add(name))
                throw SchemaParser.Bad($"$jsonSchema keyword '{keyword}' has duplicate value: {name}");

            types.UnionWith(keyword == "type" ? OfJson(name) : OfBson(name));
        }

        return types;
    }

    private static BsonType[] OfBson(string name) => name == "number"
        ? Numbers
        : BsonTypeName.TryParse(name, out var type) ? [type] : throw Unknown(name);

    private static BsonType[] OfJson(string name) => name switch
    {
        "string" => [BsonType.String],
        "object" => [BsonType.Document],
        "array" => [BsonType.Array],
        "boolean" => [BsonType.Boolean],
        "null" => [BsonType.Null],
        "number" => Numbers,
        "integer" => throw SchemaParser.Bad("$jsonSchema type 'integer' is not currently supported."),
        _ => throw Unknown(name),
    };

    private static CommandException Unknown(string name) => new(ServerError.BadValue, $"Unknown type name alias: {name}");
}
