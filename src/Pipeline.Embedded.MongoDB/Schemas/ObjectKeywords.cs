using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary>
/// <c>properties</c>, <c>patternProperties</c>, <c>additionalProperties</c>, <c>required</c>, <c>minProperties</c>, <c>maxProperties</c>,
/// <c>dependencies</c>.
/// </summary>
internal static class ObjectKeywords
{
    public static IEnumerable<SchemaRule> Parse(BsonDocument schema)
    {
        var properties = schema.TryGetValue("properties", out var named) ? Properties(named) : [];
        if (properties.Count > 0)
            yield return new PropertiesRule(properties);

        if (AllowedProperties(schema, properties) is { } allowed)
            yield return allowed;

        if (schema.TryGetValue("required", out var required))
            yield return new RequiredRule(Required(required), required);

        if (schema.TryGetElement("minProperties", out var least))
        {
            var limit = SchemaParser.Count(least);
            yield return Count(least, count => count >= limit);
        }

        if (schema.TryGetElement("maxProperties", out var most))
        {
            var limit = SchemaParser.Count(most);
            yield return Count(most, count => count <= limit);
        }

        if (schema.TryGetValue("dependencies", out var dependencies))
            yield return new DependenciesRule(Dependencies(dependencies));
    }

    private static ValueRule Count(BsonElement element, Func<int, bool> within) => new(
        element.Name,
        new BsonDocument(element),
        "specified number of properties was not satisfied",
        value => value is not BsonDocument document || within(document.ElementCount),
        value => new BsonDocument("numberOfProperties", value.AsBsonDocument.ElementCount));

    private static List<PropertySchema> Properties(BsonValue value)
    {
        if (value is not BsonDocument document)
            throw SchemaParser.WrongType("properties", "an object");

        return [.. document.Select(property => new PropertySchema(
            property.Name,
            property.Value is BsonDocument schema
                ? SchemaParser.Parse(schema)
                : throw new CommandException(ServerError.TypeMismatch, $"Nested schema for $jsonSchema property '{property.Name}' must be an object")))];
    }

    private static AllowedPropertiesRule? AllowedProperties(BsonDocument schema, List<PropertySchema> properties)
    {
        var patterns = schema.TryGetValue("patternProperties", out var specified) ? Patterns(specified) : [];
        if (!schema.TryGetValue("additionalProperties", out var additional))
            additional = BsonBoolean.True;

        var others = additional switch
        {
            BsonBoolean => null,
            BsonDocument nested => SchemaParser.Parse(nested),
            _ => throw SchemaParser.WrongType("additionalProperties", "an object or a boolean"),
        };
        if (patterns.Count == 0 && additional == BsonBoolean.True)
            return null;

        return new AllowedPropertiesRule(
            properties.Select(property => property.Name).ToHashSet(StringComparer.Ordinal),
            patterns,
            AllowsOthers: additional != BsonBoolean.False,
            others);
    }

    private static List<PatternSchema> Patterns(BsonValue value)
    {
        if (value is not BsonDocument document)
            throw SchemaParser.WrongType("patternProperties", "an object");

        return [.. document.Select(pattern => new PatternSchema(
            new RegexPredicate(pattern.Name, ""),
            pattern.Value is BsonDocument schema
                ? SchemaParser.Parse(schema)
                : throw new CommandException(ServerError.TypeMismatch, $"$jsonSchema keyword 'patternProperties' has property '{pattern.Name}' which is not an object")))];
    }

    private static List<string> Required(BsonValue value)
    {
        if (value is not BsonArray array)
            throw SchemaParser.WrongType("required", $"an array, but found an element of type {BsonTypeName.Of(value)}");

        var names = Names(array, "required");
        return names.Count > 0 ? names : throw SchemaParser.Bad("$jsonSchema keyword 'required' cannot be an empty array");
    }

    private static List<string> Names(BsonArray array, string keyword)
    {
        var names = new List<string>(array.Count);
        foreach (var name in array)
        {
            if (name is not BsonString text)
                throw SchemaParser.WrongType(keyword, $"an array of strings, but found an element of type: {BsonTypeName.Of(name)}");

            if (names.Contains(text.Value))
                throw SchemaParser.Bad($"$jsonSchema keyword '{keyword}' array cannot contain duplicate values");

            names.Add(text.Value);
        }

        return names;
    }

    private static List<Dependency> Dependencies(BsonValue value)
    {
        if (value is not BsonDocument document)
            throw SchemaParser.WrongType("dependencies", "an object");

        return [.. document.Select(dependency => dependency.Value switch
        {
            BsonDocument schema => new Dependency(dependency.Name, [], SchemaParser.Parse(schema)),
            BsonArray { Count: 0 } => throw SchemaParser.Bad($"Property '{dependency.Name}' in $jsonSchema keyword 'dependencies' cannot be an empty array"),
            BsonArray names => new Dependency(dependency.Name, Names(names, "dependencies"), null),
            _ => throw SchemaParser.WrongType("dependencies", "an object whose fields are objects or arrays"),
        })];
    }
}
