using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary><c>$inc</c> and <c>$mul</c>.</summary>
internal sealed class ArithmeticNode : UpdateNode
{
    private readonly BsonValue _argument;
    private readonly bool _multiplies;

    private ArithmeticNode(BsonValue argument, bool multiplies)
    {
        _argument = argument;
        _multiplies = multiplies;
    }

    private string Modifier => _multiplies ? "$mul" : "$inc";

    public static ArithmeticNode Increment(string path, BsonValue argument) => Numbers.IsNumber(argument)
        ? new ArithmeticNode(argument, multiplies: false)
        : throw new CommandException(ServerError.TypeMismatch, $"Cannot increment with non-numeric argument: {{{path}: {ShellText.Of(argument)}}}");

    public static ArithmeticNode Multiplication(string path, BsonValue argument) => Numbers.IsNumber(argument)
        ? new ArithmeticNode(argument, multiplies: true)
        : throw new CommandException(ServerError.TypeMismatch, $"Cannot multiply with non-numeric argument: {{{path}: {ShellText.Of(argument)}}}");

    public override UpdateStep Apply(BsonValue? current, UpdateContext context)
    {
        if (current is null)
            return UpdateStep.To(_multiplies ? Arithmetic.Multiply(new BsonInt32(0), _argument) : _argument);
        if (!Numbers.IsNumber(current))
        {
            throw new CommandException(ServerError.TypeMismatch, $"Cannot apply {Modifier} to a value of non-numeric type. {context.Document} has the field "
                + $"'{context.Name}' of non-numeric type {BsonTypeName.Of(current)}");
        }

        var outcome = _multiplies ? Arithmetic.Multiply(current, _argument) : Arithmetic.Add(current, _argument);
        if (outcome is null)
        {
            throw new CommandException(ServerError.BadValue,
                $"Failed to apply {Modifier} operations to current value ({Described(current)}) for document {context.Document}");
        }

        // The server compares by value here: 0.0 stays when -0.0 comes out.
        return current.BsonType == outcome.BsonType && BsonOrder.Simple.Equals(current, outcome) ? UpdateStep.Same(current) : UpdateStep.To(outcome);
    }

    private static string Described(BsonValue number) => number is BsonInt64 ? $"(NumberLong){number}" : $"(NumberInt){number}";
}
