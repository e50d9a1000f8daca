using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary><c>$bit</c>.</summary>
internal sealed class BitNode : UpdateNode
{
    private readonly BsonDocument _operations;

    private BitNode(BsonDocument operations) => _operations = operations;

    public static BitNode Parse(BsonValue argument)
    {
        if (argument is not BsonDocument operations)
        {
            throw new CommandException(ServerError.BadValue, $"The $bit modifier is not compatible with a {BsonTypeName.Of(argument)}. "
                + "You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}");
        }

        foreach (var operation in operations)
        {
            if (operation.Name is not ("and" or "or" or "xor"))
            {
                throw new CommandException(ServerError.BadValue, $"The $bit modifier only supports 'and', 'or', and 'xor', not '{operation.Name}' "
                    + $"which is an unknown operator: {{{operation.Name}: {ShellText.Of(operation.Value)}}}");
            }

            if (operation.Value is not (BsonInt32 or BsonInt64))
            {
                throw new CommandException(ServerError.BadValue, "The $bit modifier field must be an Integer(32/64 bit); a "
                    + $"'{BsonTypeName.Of(operation.Value)}' is not supported here: {{{operation.Name}: {ShellText.Of(operation.Value)}}}");
            }
        }

        return operations.ElementCount > 0
            ? new BitNode(operations)
            : throw new CommandException(ServerError.BadValue,
                "You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}");
    }

    public override UpdateStep Apply(BsonValue? current, UpdateContext context)
    {
        if (current is not (null or BsonInt32 or BsonInt64))
        {
            throw new CommandException(ServerError.BadValue, $"Cannot apply $bit to a value of non-integral type.{context.Document} has the field "
                + $"{context.Name} of non-integer type {BsonTypeName.Of(current)}");
        }

        var value = current ?? new BsonInt32(0);
        foreach (var operation in _operations)
        {
            var (left, right) = (value.ToInt64(), operation.Value.ToInt64());
            var bits = operation.Name switch
            {
                "and" => left & right,
                "or" => left | right,
                _ => left ^ right,
            };
            value = Numbers.IntOrLong(bits, value is BsonInt64 || operation.Value is BsonInt64);
        }

        return current is not null && BinaryEquality.Same(current, value) ? UpdateStep.Same(current) : UpdateStep.To(value);
    }
}
