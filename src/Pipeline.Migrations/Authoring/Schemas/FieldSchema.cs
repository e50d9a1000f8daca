using MongoDB.Bson;

namespace Pipeline.Migrations.Authoring.Schemas;

/// <summary>What a field's value must be like, as a part of <c>$jsonSchema</c>.</summary>
public sealed class FieldSchema
{
    private FieldSchema(BsonDocument rule) => Rule = rule;

    internal BsonDocument Rule { get; }

    /// <summary>An ObjectId.</summary>
    public static FieldSchema ObjectId => new(new BsonDocument("bsonType", "objectId"));

    /// <summary>A date with time, UTC.</summary>
    public static FieldSchema Date => new(new BsonDocument("bsonType", "date"));

    /// <summary>True or false.</summary>
    public static FieldSchema Boolean => new(new BsonDocument("bsonType", "bool"));

    /// <summary>Binary data.</summary>
    public static FieldSchema Binary => new(new BsonDocument("bsonType", "binData"));

    /// <summary>A decimal number, such as an amount of money.</summary>
    public static FieldSchema DecimalNumber => new(new BsonDocument("bsonType", "decimal"));

    /// <summary>A string.</summary>
    /// <param name="minLength">Fewest characters. Default 0.</param>
    /// <param name="maxLength">Most characters, or null.</param>
    /// <param name="pattern">A regular expression that it matches, or null.</param>
    public static FieldSchema Text(int minLength = 0, int? maxLength = null, string? pattern = null)
    {
        var rule = new BsonDocument("bsonType", "string");
        if (minLength > 0)
            rule.Add("minLength", minLength);
        if (maxLength is { } most)
            rule.Add("maxLength", most);
        if (pattern is not null)
            rule.Add("pattern", pattern);
        return new FieldSchema(rule);
    }

    /// <summary>A whole number of 32 or 64 bits.</summary>
    /// <param name="minimum">Lowest value, or null.</param>
    /// <param name="maximum">Highest value, or null.</param>
    public static FieldSchema WholeNumber(long? minimum = null, long? maximum = null)
    {
        var rule = new BsonDocument("bsonType", new BsonArray { "int", "long" });
        if (minimum is { } lowest)
            rule.Add("minimum", lowest);
        if (maximum is { } highest)
            rule.Add("maximum", highest);
        return new FieldSchema(rule);
    }

    /// <summary>One of these strings.</summary>
    public static FieldSchema OneOf(params IReadOnlyList<string> values) =>
        new(new BsonDocument { { "bsonType", "string" }, { "enum", new BsonArray(values) } });

    /// <summary>An array of values that are each like this.</summary>
    public static FieldSchema ArrayOf(FieldSchema item) => new(new BsonDocument { { "bsonType", "array" }, { "items", item.Rule } });

    /// <summary>A document inside of the document.</summary>
    public static FieldSchema Document(Action<ObjectSchema> describe)
    {
        var schema = new ObjectSchema();
        describe(schema);
        return new FieldSchema(schema.Build());
    }

    /// <summary>Any rule that <c>$jsonSchema</c> knows.</summary>
    public static FieldSchema Matching(BsonDocument rule) => new(rule);

    /// <summary>The same, or null.</summary>
    public FieldSchema OrNull() => new(new BsonDocument("anyOf", new BsonArray { Rule, new BsonDocument("bsonType", "null") }));
}
