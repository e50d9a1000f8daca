using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>A collation's options, as validated.</summary>
internal sealed record CollationSpecification
{
    public required string Locale { get; init; }

    public bool CaseLevel { get; init; }

    public required string CaseFirst { get; init; }

    public int Strength { get; init; } = 3;

    public bool NumericOrdering { get; init; }

    public CollationAlternate Alternate { get; init; }

    public string MaxVariable { get; init; } = "punct";

    public bool Normalization { get; init; }

    public bool Backwards { get; init; }

    public BsonDocument ToBson() => new()
    {
        { "locale", Locale },
        { "caseLevel", CaseLevel },
        { "caseFirst", CaseFirst },
        { "strength", Strength },
        { "numericOrdering", NumericOrdering },
        { "alternate", Alternate == CollationAlternate.NonIgnorable ? "non-ignorable" : "shifted" },
        { "maxVariable", MaxVariable },
        { "normalization", Normalization },
        { "backwards", Backwards },
        { "version", CollationParser.Version },
    };
}
