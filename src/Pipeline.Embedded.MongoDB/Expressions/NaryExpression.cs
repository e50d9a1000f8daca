using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

internal sealed class NaryExpression(Expression[] operands, Func<BsonValue?[], EvaluationScope, BsonValue?> function) : Expression
{
    public override BsonValue? Evaluate(EvaluationScope scope)
    {
        var values = new BsonValue?[operands.Length];
        for (var index = 0; index < values.Length; index++)
            values[index] = operands[index].Evaluate(scope);
        return function(values, scope);
    }
}
