using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary><c>$exists</c>; a null exists.</summary>
internal sealed record ExistsPredicate(bool Exists) : Predicate
{
    protected override bool ExpandsArrays => false;

    public override bool MatchesValue(BsonValue? value, MatchDetails? details) => value is not null == Exists;

    /// <summary>Not to exist is to exist nowhere along the path, rather than to be missing somewhere.</summary>
    public override bool MatchesPath(BsonDocument document, FieldPath path, MatchDetails? details)
    {
        if (Exists)
            return base.MatchesPath(document, path, details);

        var visitor = default(AnyVisitor);
        return !PathValues.Visit(document, path, false, ref visitor);
    }

    private readonly struct AnyVisitor : IPathVisitor
    {
        public bool Visit(BsonValue? value, int position) => value is not null;
    }
}
