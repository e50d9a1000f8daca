using System.Globalization;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary><c>$elemMatch</c>: an array with an element that satisfies everything.</summary>
internal abstract record ElemMatchPredicate : Predicate
{
    protected override bool ExpandsArrays => false;

    public sealed override bool MatchesValue(BsonValue? value, MatchDetails? details)
    {
        if (value is not BsonArray array)
            return false;

        for (var index = 0; index < array.Count; index++)
        {
            if (!MatchesElement(array[index]))
                continue;

            if (details is not null)
                details.Position = index;
            return true;
        }

        return false;
    }

    protected abstract bool MatchesElement(BsonValue element);
}

/// <summary><c>{$elemMatch: {field: …}}</c>: the element is a document that a filter matches.</summary>
internal sealed record ElemMatchObjectPredicate(FilterNode Query) : ElemMatchPredicate
{
    protected override bool MatchesElement(BsonValue element) => element switch
    {
        BsonDocument document => Query.Matches(document, null),
        BsonArray array => Query.Matches(ByPosition(array), null),
        _ => false,
    };

    /// <summary>An array within the array is a document whose fields are called by their positions.</summary>
    private static BsonDocument ByPosition(BsonArray array) =>
        new(array.Select((value, index) => new BsonElement(index.ToString(CultureInfo.InvariantCulture), value)));
}

/// <summary><c>{$elemMatch: {$gt: …}}</c>: the element itself satisfies the predicates.</summary>
internal sealed record ElemMatchValuePredicate(IReadOnlyList<Predicate> Predicates) : ElemMatchPredicate
{
    protected override bool MatchesElement(BsonValue element)
    {
        for (var index = 0; index < Predicates.Count; index++)
        {
            if (!Predicates[index].MatchesValue(element, null))
                return false;
        }

        return true;
    }
}
