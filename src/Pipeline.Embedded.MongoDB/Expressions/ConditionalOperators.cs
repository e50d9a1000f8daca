using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$cond</c>, <c>$ifNull</c> and <c>$switch</c>: only the branch that is taken is evaluated.</summary>
internal static class ConditionalOperators
{
    private static readonly string[] s_condition = ["if", "then", "else"];

    public static IReadOnlyList<Operator> All { get; } =
    [
        new("$cond", ParseCondition),
        new("$ifNull", ParseIfNull),
        new("$switch", ParseSwitch),
    ];

    private static Expression ParseCondition(BsonValue argument, ParseScope scope)
    {
        var operands = argument is BsonDocument document && !ExpressionParser.IsOperator(document)
            ? ReadCondition(document, scope)
            : Operator.ParseOperands("$cond", argument, scope, 3, 3);
        var (test, then, otherwise) = (operands[0], operands[1], operands[2]);
        if (test is ConstantExpression decided)
            return Truth.Of(decided.Value) ? then : otherwise;
        return new DelegateExpression(evaluation => (Truth.Of(test.Evaluate(evaluation)) ? then : otherwise).Evaluate(evaluation));
    }

    private static Expression[] ReadCondition(BsonDocument document, ParseScope scope)
    {
        var operands = new Expression[3];
        foreach (var element in document)
        {
            var index = Array.IndexOf(s_condition, element.Name);
            if (index < 0)
                throw new CommandException(17083, $"Unrecognized parameter to $cond: {element.Name}");
            operands[index] = scope.Parse(element.Value);
        }

        for (var index = 0; index < operands.Length; index++)
        {
            if (operands[index] is null)
                throw new CommandException(17080 + index, $"Missing '{s_condition[index]}' parameter to $cond");
        }

        return operands;
    }

    private static Expression ParseIfNull(BsonValue argument, ParseScope scope)
    {
        var operands = Operator.ParseOperands("$ifNull", argument, scope, 0, int.MaxValue);
        if (operands.Length < 2)
            throw new CommandException(1257300, $"$ifNull needs at least two arguments, had: {operands.Length}");
        return Folding.Fold(new DelegateExpression(evaluation => FirstNotNull(operands, evaluation)), operands);
    }

    private static BsonValue? FirstNotNull(Expression[] operands, EvaluationScope scope)
    {
        BsonValue? value = null;
        foreach (var operand in operands)
        {
            value = operand.Evaluate(scope);
            if (!Numbers.IsNullish(value))
                return value;
        }

        return value;
    }

    private static DelegateExpression ParseSwitch(BsonValue argument, ParseScope scope)
    {
        if (argument is not BsonDocument document)
            throw new CommandException(40060, $"$switch requires an object as an argument, found: {BsonTypeName.Of(argument)}");

        (Expression Case, Expression Then)[] branches = [];
        Expression? otherwise = null;
        foreach (var element in document)
        {
            switch (element.Name)
            {
                case "branches" when element.Value is BsonArray list:
                    branches = [.. list.Select(branch => ParseBranch(branch, scope))];
                    break;
                case "branches":
                    throw new CommandException(40061, $"$switch expected an array for 'branches', found: {BsonTypeName.Of(element.Value)}");
                case "default":
                    otherwise = scope.Parse(element.Value);
                    break;
                default:
                    throw new CommandException(40067, $"$switch found an unknown argument: {element.Name}");
            }
        }

        if (branches.Length == 0)
            throw new CommandException(40068, "$switch requires at least one branch.");
        return new DelegateExpression(evaluation =>
        {
            foreach (var (test, then) in branches)
            {
                if (Truth.Of(test.Evaluate(evaluation)))
                    return then.Evaluate(evaluation);
            }

            return otherwise is not null
                ? otherwise.Evaluate(evaluation)
                : throw new CommandException(40066, "$switch could not find a matching branch for an input, and no default was specified.");
        });
    }

    private static (Expression Case, Expression Then) ParseBranch(BsonValue branch, ParseScope scope)
    {
        if (branch is not BsonDocument document)
            throw new CommandException(40062, $"$switch expected each branch to be an object, found: {BsonTypeName.Of(branch)}");

        Expression? test = null;
        Expression? then = null;
        foreach (var element in document)
        {
            switch (element.Name)
            {
                case "case":
                    test = scope.Parse(element.Value);
                    break;
                case "then":
                    then = scope.Parse(element.Value);
                    break;
                default:
                    throw new CommandException(40063, $"$switch found an unknown argument to a branch: {element.Name}");
            }
        }

        return (
            test ?? throw new CommandException(40064, "$switch requires each branch have a 'case' expression"),
            then ?? throw new CommandException(40065, "$switch requires each branch have a 'then' expression."));
    }
}
