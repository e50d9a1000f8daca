using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary><c>$all</c>: each of the inner ones by some value of the path, not all by the same. An empty one matches nothing.</summary>
internal sealed record AllPredicate(IReadOnlyList<Predicate> Inner) : Predicate
{
    public override bool MatchesValue(BsonValue? value, MatchDetails? details)
    {
        for (var index = 0; index < Inner.Count; index++)
        {
            if (!Inner[index].MatchesValue(value, details))
                return false;
        }

        return Inner.Count > 0;
    }

    public override bool MatchesPath(BsonDocument document, FieldPath path, MatchDetails? details)
    {
        for (var index = 0; index < Inner.Count; index++)
        {
            if (!Inner[index].MatchesPath(document, path, details))
                return false;
        }

        return Inner.Count > 0;
    }
}
