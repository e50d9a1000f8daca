using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

internal sealed class UnaryExpression(Expression operand, Func<BsonValue?, BsonValue?> function) : Expression
{
    public override BsonValue? Evaluate(EvaluationScope scope) => function(operand.Evaluate(scope));
}
