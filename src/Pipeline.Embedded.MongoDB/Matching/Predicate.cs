using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>What a filter asks of the values at one path.</summary>
internal abstract record Predicate
{
    /// <summary>Whether an array at the end of the path is looked at by its elements too.</summary>
    protected virtual bool ExpandsArrays => true;

    /// <summary>Whether one value, <see langword="null"/> if missing, satisfies the predicate; nothing is expanded here.</summary>
    public abstract bool MatchesValue(BsonValue? value, MatchDetails? details);

    /// <summary>Whether any of the values at the path does.</summary>
    public virtual bool MatchesPath(BsonDocument document, FieldPath path, MatchDetails? details)
    {
        var visitor = new Visitor(this, details);
        return PathValues.Visit(document, path, ExpandsArrays, ref visitor);
    }

    private readonly struct Visitor(Predicate predicate, MatchDetails? details) : IPathVisitor
    {
        public bool Visit(BsonValue? value, int position)
        {
            if (!predicate.MatchesValue(value, details))
                return false;

            if (position >= 0 && details is not null)
                details.Position = position;
            return true;
        }
    }
}
