using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>One field of <c>$setWindowFields</c>.</summary>
internal abstract class WindowFunction
{
    /// <param name="partition">The documents of one partition, sorted.</param>
    /// <param name="evaluation">What expressions are evaluated with.</param>
    /// <returns>A value for each of them; <see langword="null"/> where it is missing.</returns>
    public abstract BsonValue?[] Compute(BsonDocument[] partition, EvaluationSettings evaluation);

    protected static BsonValue?[] EvaluateAll(Expression expression, BsonDocument[] partition, EvaluationSettings evaluation) =>
        Array.ConvertAll(partition, document => expression.Evaluate(new EvaluationScope(document, evaluation)));
}
