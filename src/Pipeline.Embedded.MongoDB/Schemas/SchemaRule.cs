using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Schemas;

/// <summary>What one keyword of a schema asks. A keyword that is about one type passes over values of the others.</summary>
internal abstract record SchemaRule
{
    public abstract bool Matches(BsonValue value);

    /// <summary>Why a value that doesn't match does not, as MongoDB words it; mostly one document.</summary>
    public abstract IEnumerable<BsonDocument> Explain(BsonValue value);
}

/// <summary>A keyword whose failure is explained by the value alone.</summary>
/// <param name="Keyword">The keyword.</param>
/// <param name="SpecifiedAs">The keyword as the schema has it.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="Test">Whether a value satisfies it.</param>
/// <param name="Considered">What the explanation says of the value.</param>
internal sealed record ValueRule(
    string Keyword,
    BsonDocument SpecifiedAs,
    string Reason,
    Func<BsonValue, bool> Test,
    Func<BsonValue, BsonDocument> Considered) : SchemaRule
{
    public override bool Matches(BsonValue value) => Test(value);

    public override IEnumerable<BsonDocument> Explain(BsonValue value)
    {
        var error = new BsonDocument { { "operatorName", Keyword }, { "specifiedAs", SpecifiedAs }, { "reason", Reason } };
        yield return error.Merge(Considered(value));
    }
}
