using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

internal sealed class ComparisonExpression(Expression left, Expression right, Func<int, BsonValue> result) : Expression
{
    public override BsonValue? Evaluate(EvaluationScope scope) => result(scope.Settings.Order.Compare(left.Evaluate(scope), right.Evaluate(scope)));
}
