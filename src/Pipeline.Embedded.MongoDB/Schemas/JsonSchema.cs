using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary>
/// A parsed <c>$jsonSchema</c>: MongoDB's dialect of JSON Schema draft 4.
/// Source: https://www.mongodb.com/docs/manual/reference/operator/query/jsonSchema/.
/// </summary>
/// <param name="Rules">In the order in which MongoDB reports them.</param>
/// <param name="Annotations"><c>title</c> and <c>description</c>, which are repeated in explanations.</param>
internal sealed record JsonSchema(IReadOnlyList<SchemaRule> Rules, BsonDocument Annotations)
{
    public static JsonSchema Parse(BsonValue specification) => SchemaParser.ParseRoot(specification);

    public bool Matches(BsonValue value)
    {
        for (var index = 0; index < Rules.Count; index++)
        {
            if (!Rules[index].Matches(value))
                return false;
        }

        return true;
    }

    /// <summary>One document or more for each rule that the value breaks.</summary>
    public BsonArray Explain(BsonValue value) => [.. Rules.Where(rule => !rule.Matches(value)).SelectMany(rule => rule.Explain(value))];

    /// <summary>The annotations and, as <c>details</c>, the explanation, behind what the caller begins with.</summary>
    public BsonDocument Describe(BsonValue value, BsonDocument beginning) => beginning.Merge(Annotations).Add("details", Explain(value));
}
