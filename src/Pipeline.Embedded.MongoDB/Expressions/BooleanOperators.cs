using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$and</c>, <c>$or</c> and <c>$not</c>; the first two stop at the operand that decides.</summary>
internal static class BooleanOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        new("$and", (argument, scope) => UntilOneIs(false, "$and", argument, scope)),
        new("$or", (argument, scope) => UntilOneIs(true, "$or", argument, scope)),
        Operator.Unary("$not", value => Truth.Of(value) ? BsonBoolean.False : BsonBoolean.True),
    ];

    private static Expression UntilOneIs(bool decisive, string name, BsonValue argument, ParseScope scope)
    {
        var operands = Operator.ParseOperands(name, argument, scope, 0, int.MaxValue);
        return Folding.Fold(new DelegateExpression(evaluation => Evaluate(operands, decisive, evaluation)), operands);
    }

    private static BsonBoolean Evaluate(Expression[] operands, bool decisive, EvaluationScope scope)
    {
        foreach (var operand in operands)
        {
            if (Truth.Of(operand.Evaluate(scope)) == decisive)
                return decisive ? BsonBoolean.True : BsonBoolean.False;
        }

        return decisive ? BsonBoolean.False : BsonBoolean.True;
    }
}
