using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary><c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, <c>not</c>, <c>enum</c>.</summary>
internal static class LogicKeywords
{
    public static IEnumerable<SchemaRule> Parse(BsonDocument schema)
    {
        if (Schemas(schema, "allOf") is { } all)
            yield return new CombinedRule("allOf", all, (matching, count) => matching == count);

        if (Schemas(schema, "anyOf") is { } any)
            yield return new CombinedRule("anyOf", any, (matching, _) => matching > 0);

        if (Schemas(schema, "oneOf") is { } one)
            yield return new CombinedRule("oneOf", one, (matching, _) => matching == 1);

        if (schema.TryGetValue("not", out var not))
        {
            yield return new NotRule(not is BsonDocument negated
                ? SchemaParser.Parse(negated)
                : throw SchemaParser.WrongType("not", $"an object, but found an element of type {BsonTypeName.Of(not)}"));
        }

        if (schema.TryGetElement("enum", out var element))
            yield return Enumeration(element);
    }

    private static JsonSchema[]? Schemas(BsonDocument schema, string keyword)
    {
        if (!schema.TryGetValue(keyword, out var value))
            return null;

        if (value is not BsonArray array)
            throw SchemaParser.WrongType(keyword, "an array");

        if (array.Count == 0)
            throw new CommandException(ServerError.BadValue, $"$jsonSchema keyword '{keyword}' must be a non-empty array");

        return [.. array.Select(item => item is BsonDocument nested
            ? SchemaParser.Parse(nested)
            : throw SchemaParser.WrongType(keyword, $"an array of objects, but found an element of type {BsonTypeName.Of(item)}"))];
    }

    private static ValueRule Enumeration(BsonElement element)
    {
        if (element.Value is not BsonArray array)
            throw SchemaParser.WrongType("enum", $"an array, but found an element of type {BsonTypeName.Of(element.Value)}");

        if (array.Count == 0)
            throw SchemaParser.Bad("$jsonSchema keyword 'enum' cannot be an empty array");

        var values = new HashSet<BsonValue>(array, UnorderedEquality.Instance);
        if (values.Count < array.Count)
            throw SchemaParser.Bad("$jsonSchema keyword 'enum' array cannot contain duplicate values");

        return new ValueRule(
            "enum",
            new BsonDocument(element),
            "value was not found in enum",
            values.Contains,
            value => new BsonDocument("consideredValue", value));
    }
}

/// <summary><c>allOf</c>, <c>anyOf</c> and <c>oneOf</c>: by how many of the schemas match.</summary>
internal sealed record CombinedRule(string Keyword, IReadOnlyList<JsonSchema> Schemas, Func<int, int, bool> Suffices) : SchemaRule
{
    public override bool Matches(BsonValue value) => Suffices(Schemas.Count(schema => schema.Matches(value)), Schemas.Count);

    public override IEnumerable<BsonDocument> Explain(BsonValue value)
    {
        var matching = Enumerable.Range(0, Schemas.Count).Where(index => Schemas[index].Matches(value)).ToArray();
        if (Keyword == "oneOf" && matching.Length > 0)
        {
            yield return new BsonDocument
            {
                { "operatorName", Keyword },
                { "reason", "more than one subschema matched" },
                { "matchingSchemaIndexes", new BsonArray(matching) },
            };
            yield break;
        }

        var failures = Enumerable.Range(0, Schemas.Count)
            .Except(matching)
            .Select(index => Schemas[index].Describe(value, new BsonDocument("index", (long)index)));
        yield return new BsonDocument { { "operatorName", Keyword }, { "schemasNotSatisfied", new BsonArray(failures) } };
    }
}

/// <summary><c>not</c>.</summary>
internal sealed record NotRule(JsonSchema Schema) : SchemaRule
{
    public override bool Matches(BsonValue value) => !Schema.Matches(value);

    public override IEnumerable<BsonDocument> Explain(BsonValue value)
    {
        yield return new BsonDocument { { "operatorName", "not" }, { "reason", "child expression matched" } };
    }
}
