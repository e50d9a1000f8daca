using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>An operator that decides itself which of its operands are evaluated, and in which scope.</summary>
internal sealed class DelegateExpression(Func<EvaluationScope, BsonValue?> evaluate) : Expression
{
    public override BsonValue? Evaluate(EvaluationScope scope) => evaluate(scope);
}
