using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$add</c>, <c>$subtract</c>, <c>$multiply</c>, <c>$divide</c> and <c>$mod</c>.</summary>
internal static class ArithmeticOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        Operator.Nary("$add", 0, int.MaxValue, Add),
        Operator.Binary("$subtract", Subtract),
        Operator.Nary("$multiply", 0, int.MaxValue, operands => Multiply(operands)),
        Operator.Binary("$divide", Divide),
        Operator.Binary("$mod", Modulo),
    ];

    private static BsonValue Add(BsonValue?[] operands)
    {
        var sum = new NumberSum();
        BsonDateTime? date = null;
        foreach (var operand in operands)
        {
            if (Numbers.IsNullish(operand))
                return BsonNull.Value;
            if (operand is BsonDateTime found)
            {
                if (date is not null)
                    throw new CommandException(ServerError.BadValue, "only one date allowed in an $add expression");
                date = found;
            }
            else if (!sum.TryAdd(operand))
            {
                throw new CommandException(ServerError.TypeMismatch, $"$add only supports numeric or date types, not {BsonTypeName.Of(operand)}");
            }
        }

        return date is null ? sum.Value : Shift(date, sum.Value, "$add");
    }

    public static BsonValue Subtract(BsonValue? left, BsonValue? right)
    {
        if (Numbers.IsNullish(left) || Numbers.IsNullish(right))
            return BsonNull.Value;

        return (left, right) switch
        {
            (BsonInt32 a, BsonInt32 b) => Numbers.IntOrLong((long)a.Value - b.Value, isLong: false),
            (BsonDateTime a, BsonDateTime b) => new BsonInt64(a.MillisecondsSinceEpoch - b.MillisecondsSinceEpoch),
            (BsonDateTime a, _) when Numbers.IsNumber(right) => Shift(a, Subtract(new BsonInt32(0), right), "$subtract"),
            _ when !Numbers.IsNumber(left) || !Numbers.IsNumber(right) =>
                throw new CommandException(ServerError.TypeMismatch, $"can't $subtract {BsonTypeName.Of(right)} from {BsonTypeName.Of(left)}"),
            (BsonDecimal128, _) or (_, BsonDecimal128) => new BsonDecimal128(Decimals.Subtract(Numbers.ToDecimal(left!), Numbers.ToDecimal(right!))),
            (BsonDouble, _) or (_, BsonDouble) => new BsonDouble(Numbers.ToDouble(left!) - Numbers.ToDouble(right!)),
            _ => Whole((Int128)left!.ToInt64() - right!.ToInt64()),
        };
    }

    public static BsonValue Multiply(params ReadOnlySpan<BsonValue?> operands)
    {
        BsonValue product = new BsonInt32(1);
        foreach (var operand in operands)
        {
            if (Numbers.IsNullish(operand))
                return BsonNull.Value;
            if (!Numbers.IsNumber(operand))
                throw new CommandException(ServerError.TypeMismatch, $"$multiply only supports numeric types, not {BsonTypeName.Of(operand)}");
            product = (product, operand) switch
            {
                (BsonInt32 a, BsonInt32 b) => Numbers.IntOrLong((long)a.Value * b.Value, isLong: false),
                (BsonDecimal128, _) or (_, BsonDecimal128) => new BsonDecimal128(Decimals.Multiply(Numbers.ToDecimal(product), Numbers.ToDecimal(operand!))),
                (BsonDouble, _) or (_, BsonDouble) => new BsonDouble(Numbers.ToDouble(product) * Numbers.ToDouble(operand!)),
                _ => Whole((Int128)product.ToInt64() * operand!.ToInt64()),
            };
        }

        return product;
    }

    private static BsonValue Divide(BsonValue? left, BsonValue? right)
    {
        if (Numbers.IsNumber(left) && Numbers.IsNumber(right))
        {
            if (!Truth.Of(right))
                throw new CommandException(ServerError.BadValue, "can't $divide by zero");
            return left is BsonDecimal128 || right is BsonDecimal128
                ? new BsonDecimal128(Decimals.Divide(Numbers.ToDecimal(left!), Numbers.ToDecimal(right!)))
                : new BsonDouble(Numbers.ToDouble(left!) / Numbers.ToDouble(right!));
        }

        return Numbers.IsNullish(left) || Numbers.IsNullish(right)
            ? BsonNull.Value
            : throw new CommandException(ServerError.TypeMismatch, $"$divide only supports numeric types, not {BsonTypeName.Of(left)} and {BsonTypeName.Of(right)}");
    }

    private static BsonValue Modulo(BsonValue? left, BsonValue? right)
    {
        if (!Numbers.IsNumber(left) || !Numbers.IsNumber(right))
        {
            return Numbers.IsNullish(left) || Numbers.IsNullish(right)
                ? BsonNull.Value
                : throw new CommandException(16611, $"$mod only supports numeric types, not {BsonTypeName.Of(left)} and {BsonTypeName.Of(right)}");
        }

        if (!Truth.Of(right))
            throw new CommandException(16610, "can't $mod by zero");
        return (left, right) switch
        {
            (BsonInt32 a, BsonInt32 b) => new BsonInt32(b.Value == -1 ? 0 : a.Value % b.Value),
            (BsonDecimal128, _) or (_, BsonDecimal128) => new BsonDecimal128(Decimals.Modulo(Numbers.ToDecimal(left!), Numbers.ToDecimal(right!))),
            (BsonDouble, _) or (_, BsonDouble) => new BsonDouble(Numbers.ToDouble(left!) % Numbers.ToDouble(right!)),
            _ => new BsonInt64(right!.ToInt64() == -1 ? 0 : left!.ToInt64() % right.ToInt64()),
        };
    }

    private static BsonValue Whole(Int128 value) =>
        value >= long.MinValue && value <= long.MaxValue ? new BsonInt64((long)value) : new BsonDouble((double)value);

    private static BsonDateTime Shift(BsonDateTime date, BsonValue milliseconds, string name)
    {
        var sum = Numbers.ToDouble(milliseconds) + date.MillisecondsSinceEpoch;
        if (!(Math.Abs(sum) < 9.2e18))
            throw new CommandException(ServerError.Overflow, $"date overflow in {name}");
        var shift = milliseconds is BsonDouble or BsonDecimal128
            ? (long)Math.Round(Numbers.ToDouble(milliseconds), MidpointRounding.AwayFromZero)
            : milliseconds.ToInt64();
        return new BsonDateTime(date.MillisecondsSinceEpoch + shift);
    }
}
