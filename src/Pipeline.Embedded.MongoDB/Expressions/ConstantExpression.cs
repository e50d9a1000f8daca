using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>A literal, or a call of an operator whose operands are all constant.</summary>
internal sealed class ConstantExpression(BsonValue? value) : Expression
{
    public static ConstantExpression Missing { get; } = new(null);

    public BsonValue? Value => value;

    public override BsonValue? Evaluate(EvaluationScope scope) => value;
}
