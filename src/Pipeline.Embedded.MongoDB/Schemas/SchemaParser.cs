using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary>Reads a schema. The keywords of a family are read by the parser that is named after it.</summary>
internal static class SchemaParser
{
    private static readonly HashSet<string> Known =
    [
        "additionalItems", "additionalProperties", "allOf", "anyOf", "bsonType", "dependencies", "description", "enum", "exclusiveMaximum",
        "exclusiveMinimum", "items", "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties", "minimum",
        "multipleOf", "not", "oneOf", "pattern", "patternProperties", "properties", "required", "title", "type", "uniqueItems",
    ];

    private static readonly HashSet<string> OfTheStandardOnly = ["$ref", "$schema", "default", "definitions", "format", "id"];

    public static JsonSchema ParseRoot(BsonValue specification)
    {
        if (specification is not BsonDocument document)
            throw new CommandException(ServerError.TypeMismatch, "$jsonSchema must be an object");

        return Parse(document);
    }

    public static JsonSchema Parse(BsonDocument schema)
    {
        CheckKeywords(schema);
        var annotations = new BsonDocument();
        Annotate(schema, "title", annotations);
        Annotate(schema, "description", annotations);
        SchemaRule[] rules =
        [
            .. ScalarKeywords.Parse(schema),
            .. ArrayKeywords.Parse(schema),
            .. ObjectKeywords.Parse(schema),
            .. LogicKeywords.Parse(schema),
            .. TypeKeywords.Parse(schema),
        ];
        return new JsonSchema(rules, annotations);
    }

    public static CommandException WrongType(string keyword, string expected) =>
        new(ServerError.TypeMismatch, $"$jsonSchema keyword '{keyword}' must be {expected}");

    public static CommandException Bad(string message) => new(ServerError.FailedToParse, message);

    /// <summary>The argument of a keyword that bounds a length or a number of things.</summary>
    public static long Count(BsonElement element)
    {
        if (!element.Value.IsNumeric)
            throw Bad($"Expected a number in: {element.Name}: {ShellText.Of(element.Value)}");

        if (!WholeNumber.TryGet(element.Value, out var count))
            throw Bad($"Expected an integer: {element.Name}: {ShellText.Of(element.Value)}");

        return count >= 0 ? count : throw Bad($"Expected a non-negative number in: {element.Name}: {ShellText.Of(element.Value)}");
    }

    private static void CheckKeywords(BsonDocument schema)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in schema.Names)
        {
            if (OfTheStandardOnly.Contains(name))
                throw Bad($"$jsonSchema keyword '{name}' is not currently supported");

            if (name is "encrypt" or "encryptMetadata")
                throw new CommandException(ServerError.NotImplemented, $"The embedded server doesn't support $jsonSchema keyword '{name}'.");

            if (!Known.Contains(name))
                throw Bad($"Unknown $jsonSchema keyword: {name}");

            if (!seen.Add(name))
                throw Bad($"Duplicate $jsonSchema keyword: {name}");
        }
    }

    private static void Annotate(BsonDocument schema, string keyword, BsonDocument annotations)
    {
        if (!schema.TryGetValue(keyword, out var value))
            return;

        if (!value.IsString)
            throw WrongType(keyword, "of type string");

        annotations.Add(keyword, value);
    }
}
