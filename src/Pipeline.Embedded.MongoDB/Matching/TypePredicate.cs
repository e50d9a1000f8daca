using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary><c>$type</c>: of one of the types.</summary>
internal sealed record TypePredicate(IReadOnlySet<BsonType> Types) : Predicate
{
    public override bool MatchesValue(BsonValue? value, MatchDetails? details) => value is not null && Types.Contains(value.BsonType);
}
