using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary><c>$not</c>, and what is short for it: <c>$ne</c>, <c>$nin</c>. It holds unless all of the inner ones do.</summary>
internal sealed record NotPredicate(IReadOnlyList<Predicate> Inner) : Predicate
{
    public override bool MatchesValue(BsonValue? value, MatchDetails? details)
    {
        for (var index = 0; index < Inner.Count; index++)
        {
            if (!Inner[index].MatchesValue(value, null))
                return true;
        }

        return false;
    }

    public override bool MatchesPath(BsonDocument document, FieldPath path, MatchDetails? details)
    {
        for (var index = 0; index < Inner.Count; index++)
        {
            if (!Inner[index].MatchesPath(document, path, null))
                return true;
        }

        return false;
    }
}
