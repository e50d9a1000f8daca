using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary><c>$size</c>: an array of that many elements.</summary>
internal sealed record SizePredicate(long Size) : Predicate
{
    protected override bool ExpandsArrays => false;

    public override bool MatchesValue(BsonValue? value, MatchDetails? details) => value is BsonArray array && array.Count == Size;
}
