using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>An expression operator by its name, and how its argument is read.</summary>
internal sealed record Operator(string Name, Func<BsonValue, ParseScope, Expression> Parse)
{
    /// <summary>One operand, the result depends on it alone.</summary>
    public static Operator Unary(string name, Func<BsonValue?, BsonValue?> function) => new(name, (argument, scope) =>
    {
        var operand = ParseOperands(name, argument, scope, 1, 1)[0];
        return Folding.Fold(new UnaryExpression(operand, function), operand);
    });

    /// <summary>Two operands, the result depends on them alone.</summary>
    public static Operator Binary(string name, Func<BsonValue?, BsonValue?, BsonValue?> function) => new(name, (argument, scope) =>
    {
        var operands = ParseOperands(name, argument, scope, 2, 2);
        return Folding.Fold(new BinaryExpression(operands[0], operands[1], function), operands);
    });

    /// <summary>Some operands, the result depends on them alone.</summary>
    public static Operator Nary(string name, int least, int most, Func<BsonValue?[], BsonValue?> function) => new(name, (argument, scope) =>
    {
        var operands = ParseOperands(name, argument, scope, least, most);
        return Folding.Fold(new NaryExpression(operands, (values, _) => function(values)), operands);
    });

    /// <summary>Some operands, the result depends on the command's settings too, as a comparison depends on its collation.</summary>
    public static Operator Scoped(string name, int least, int most, Func<BsonValue?[], EvaluationScope, BsonValue?> function) =>
        new(name, (argument, scope) => new NaryExpression(ParseOperands(name, argument, scope, least, most), function));

    /// <summary>Named operands, <c>{$op: {input: …, chars: …}}</c>; those left out are evaluated as missing.</summary>
    public static Operator Named(string name, NamedOperands operands, Func<BsonValue?[], EvaluationScope, BsonValue?> function) =>
        new(name, (argument, scope) => new NaryExpression(operands.Parse(name, argument, scope), function));

    /// <summary>An operator that is known, and refused.</summary>
    public static Operator Refused(string name, ServerError error, string message) =>
        new(name, (_, _) => throw new CommandException(error, message));

    public static Expression[] ParseOperands(string name, BsonValue argument, ParseScope scope, int least, int most)
    {
        var operands = argument is BsonArray array ? [.. array.Select(scope.Parse)] : new[] { scope.Parse(argument) };
        if (operands.Length >= least && operands.Length <= most)
            return operands;

        throw least == most
            ? new CommandException(16020, $"Expression {name} takes exactly {least} arguments. {operands.Length} were passed in.")
            : most == int.MaxValue
                ? new CommandException(28667, $"Expression {name} takes at least {least} arguments, but {operands.Length} were passed in.")
                : new CommandException(28667, $"Expression {name} takes at least {least} arguments, and at most {most}, but {operands.Length} were passed in.");
    }
}
