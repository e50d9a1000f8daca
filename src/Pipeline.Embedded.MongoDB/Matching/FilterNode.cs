using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>A part of a parsed filter.</summary>
internal abstract record FilterNode
{
    public abstract bool Matches(BsonDocument document, MatchDetails? details);
}

/// <summary>All of the children; none of them is itself an <see cref="AndNode"/>.</summary>
internal sealed record AndNode(IReadOnlyList<FilterNode> Children) : FilterNode
{
    public override bool Matches(BsonDocument document, MatchDetails? details)
    {
        for (var index = 0; index < Children.Count; index++)
        {
            if (!Children[index].Matches(document, details))
                return false;
        }

        return true;
    }
}

internal sealed record OrNode(IReadOnlyList<FilterNode> Children) : FilterNode
{
    public override bool Matches(BsonDocument document, MatchDetails? details)
    {
        for (var index = 0; index < Children.Count; index++)
        {
            if (Children[index].Matches(document, null))
                return true;
        }

        return false;
    }
}

internal sealed record NorNode(IReadOnlyList<FilterNode> Children) : FilterNode
{
    public override bool Matches(BsonDocument document, MatchDetails? details)
    {
        for (var index = 0; index < Children.Count; index++)
        {
            if (Children[index].Matches(document, null))
                return false;
        }

        return true;
    }
}

/// <summary>A predicate over the values at a path.</summary>
internal sealed record PathNode(FieldPath Path, Predicate Predicate) : FilterNode
{
    public override bool Matches(BsonDocument document, MatchDetails? details) => Predicate.MatchesPath(document, Path, details);
}

/// <summary><c>$expr</c>.</summary>
internal sealed record ExprNode(Expression Expression, EvaluationSettings Settings) : FilterNode
{
    public override bool Matches(BsonDocument document, MatchDetails? details) =>
        Truth.Of(Expression.Evaluate(new EvaluationScope(document, Settings)));
}

/// <summary><c>$sampleRate</c>: a document in so many, at random.</summary>
internal sealed record SampleNode(double Rate) : FilterNode
{
    public override bool Matches(BsonDocument document, MatchDetails? details) => Random.Shared.NextDouble() < Rate;
}

internal sealed record AlwaysTrue : FilterNode
{
    public override bool Matches(BsonDocument document, MatchDetails? details) => true;
}

internal sealed record AlwaysFalse : FilterNode
{
    public override bool Matches(BsonDocument document, MatchDetails? details) => false;
}
