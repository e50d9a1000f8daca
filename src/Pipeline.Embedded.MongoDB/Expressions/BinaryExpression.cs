using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

internal sealed class BinaryExpression(Expression left, Expression right, Func<BsonValue?, BsonValue?, BsonValue?> function) : Expression
{
    public override BsonValue? Evaluate(EvaluationScope scope) => function(left.Evaluate(scope), right.Evaluate(scope));
}
