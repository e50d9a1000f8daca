using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$bitAnd</c>, <c>$bitOr</c>, <c>$bitXor</c> and <c>$bitNot</c>, over ints and longs.</summary>
internal static class BitOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        Bits("$bitAnd", -1, (left, right) => left & right),
        Bits("$bitOr", 0, (left, right) => left | right),
        Bits("$bitXor", 0, (left, right) => left ^ right),
        Operator.Unary("$bitNot", value => value switch
        {
            BsonInt32 number => new BsonInt32(~number.Value),
            BsonInt64 number => new BsonInt64(~number.Value),
            _ when Numbers.IsNullish(value) => BsonNull.Value,
            _ when Numbers.IsNumber(value) => throw new CommandException(ServerError.TypeMismatch, $"$bitNot only supports int and long, not: {BsonTypeName.Of(value)}."),
            _ => throw new CommandException(28765, $"$bitNot only supports numeric types, not {BsonTypeName.Of(value)}"),
        }),
    ];

    private static Operator Bits(string name, int neutral, Func<long, long, long> combine) => Operator.Nary(name, 0, int.MaxValue, operands =>
    {
        long result = neutral;
        var isLong = false;
        foreach (var operand in operands)
        {
            if (Numbers.IsNullish(operand))
                return BsonNull.Value;
            if (operand is not (BsonInt32 or BsonInt64))
                throw new CommandException(ServerError.TypeMismatch, $"{name} only supports int and long operands.");
            isLong |= operand is BsonInt64;
            result = combine(result, operand.ToInt64());
        }

        return isLong ? new BsonInt64(result) : new BsonInt32((int)result);
    });
}
