using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary><c>minItems</c>, <c>maxItems</c>, <c>uniqueItems</c>, <c>items</c>, <c>additionalItems</c>.</summary>
internal static class ArrayKeywords
{
    public static IEnumerable<SchemaRule> Parse(BsonDocument schema)
    {
        if (schema.TryGetElement("minItems", out var least))
        {
            var limit = SchemaParser.Count(least);
            yield return Length(least, count => count >= limit);
        }

        if (schema.TryGetElement("maxItems", out var most))
        {
            var limit = SchemaParser.Count(most);
            yield return Length(most, count => count <= limit);
        }

        if (schema.TryGetElement("uniqueItems", out var unique) && Unique(unique) is { } rule)
            yield return rule;

        foreach (var items in Items(schema))
            yield return items;
    }

    private static ValueRule Length(BsonElement element, Func<int, bool> within) => new(
        element.Name,
        new BsonDocument(element),
        "array did not match specified length",
        value => value is not BsonArray array || within(array.Count),
        value => new BsonDocument { { "consideredValue", value }, { "numberOfItems", value.AsBsonArray.Count } });

    private static ValueRule? Unique(BsonElement element)
    {
        if (!element.Value.IsBoolean)
            throw SchemaParser.WrongType("uniqueItems", "a boolean");

        return !element.Value.AsBoolean
            ? null
            : new ValueRule(
                "uniqueItems",
                new BsonDocument(element),
                "found a duplicate item",
                value => value is not BsonArray array || FirstDuplicate(array) is null,
                value => new BsonDocument { { "consideredValue", value }, { "duplicatedValue", FirstDuplicate(value.AsBsonArray) } });
    }

    private static BsonValue? FirstDuplicate(BsonArray array)
    {
        var seen = new HashSet<BsonValue>(UnorderedEquality.Instance);
        return array.FirstOrDefault(item => !seen.Add(item));
    }

    private static IEnumerable<SchemaRule> Items(BsonDocument schema)
    {
        var additional = schema.TryGetElement("additionalItems", out var element) ? Additional(element) : null;
        if (!schema.TryGetValue("items", out var items))
            yield break;

        switch (items)
        {
            case BsonDocument single:
                yield return new ItemsRule("items", 0, "At least one item did not match the sub-schema", SchemaParser.Parse(single));
                break;
            case BsonArray tuple:
                if (tuple.FirstOrDefault(item => item is not BsonDocument) is { } other)
                    throw new CommandException(ServerError.TypeMismatch, $"$jsonSchema keyword 'items' requires that each element of the array is an object, but found a {BsonTypeName.Of(other)}");

                yield return new TupleRule([.. tuple.Select(item => SchemaParser.Parse(item.AsBsonDocument))]);
                if (additional is not null)
                    yield return additional(tuple.Count);
                break;
            default:
                throw SchemaParser.WrongType("items", $"an array or an object, not {BsonTypeName.Of(items)}");
        }
    }

    private static Func<int, SchemaRule>? Additional(BsonElement element)
    {
        switch (element.Value)
        {
            case BsonBoolean { Value: true }:
                return null;
            case BsonBoolean:
                return start => new ValueRule(
                    "additionalItems",
                    new BsonDocument(element),
                    "found additional items",
                    value => value is not BsonArray array || array.Count <= start,
                    value => new BsonDocument("additionalItems", new BsonArray(value.AsBsonArray.Skip(start))));
            case BsonDocument schema:
                var parsed = SchemaParser.Parse(schema);
                return start => new ItemsRule("additionalItems", start, "At least one additional item did not match the sub-schema", parsed);
            default:
                throw SchemaParser.WrongType("additionalItems", $"either an object or a boolean, but got a {BsonTypeName.Of(element.Value)}");
        }
    }
}

/// <summary>One schema for all of an array's items from a position on.</summary>
internal sealed record ItemsRule(string Keyword, int Start, string Reason, JsonSchema Schema) : SchemaRule
{
    public override bool Matches(BsonValue value) => value is not BsonArray array || FirstMismatch(array) < 0;

    public override IEnumerable<BsonDocument> Explain(BsonValue value)
    {
        var array = value.AsBsonArray;
        var index = FirstMismatch(array);
        yield return new BsonDocument("operatorName", Keyword)
            .Merge(Schema.Annotations)
            .Add("reason", Reason)
            .Add("itemIndex", (long)index)
            .Add("details", Schema.Explain(array[index]));
    }

    private int FirstMismatch(BsonArray array)
    {
        for (var index = Start; index < array.Count; index++)
        {
            if (!Schema.Matches(array[index]))
                return index;
        }

        return -1;
    }
}

/// <summary>A schema of its own for each of an array's first items.</summary>
internal sealed record TupleRule(IReadOnlyList<JsonSchema> Schemas) : SchemaRule
{
    public override bool Matches(BsonValue value) => value is not BsonArray array || !Mismatches(array).Any();

    public override IEnumerable<BsonDocument> Explain(BsonValue value)
    {
        var array = value.AsBsonArray;
        yield return new BsonDocument
        {
            { "operatorName", "items" },
            { "details", new BsonArray(Mismatches(array).Select(index => Schemas[index].Describe(array[index], new BsonDocument("itemIndex", index)))) },
        };
    }

    private IEnumerable<int> Mismatches(BsonArray array) =>
        Enumerable.Range(0, Math.Min(array.Count, Schemas.Count)).Where(index => !Schemas[index].Matches(array[index]));
}
