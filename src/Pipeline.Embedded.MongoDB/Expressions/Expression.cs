using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>A parsed aggregation expression. It is immutable and may be evaluated by many threads at once.</summary>
internal abstract class Expression
{
    /// <returns>The value, or <see langword="null"/> where the expression is "missing" (a field that isn't there, <c>$$REMOVE</c>), which is not the same as BSON null.</returns>
    public abstract BsonValue? Evaluate(EvaluationScope scope);
}
