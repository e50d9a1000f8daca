using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>An expression over constants is evaluated once, when it is parsed.</summary>
internal static class Folding
{
    private static readonly EvaluationScope s_nothing = new([], EvaluationSettings.None);

    /// <param name="expression">Depends on nothing but its <paramref name="operands"/>.</param>
    /// <param name="operands">All that it is evaluated over.</param>
    public static Expression Fold(Expression expression, params ReadOnlySpan<Expression?> operands)
    {
        foreach (var operand in operands)
        {
            if (operand is not (null or ConstantExpression))
                return expression;
        }

        try
        {
            return new ConstantExpression(expression.Evaluate(s_nothing));
        }
        catch (CommandException)
        {
            // It may stand in a branch that no document takes: the error belongs to the document that does.
            return expression;
        }
    }
}
