using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$exp</c>, <c>$ln</c>, <c>$log</c>, <c>$log10</c>, <c>$pow</c> and <c>$sqrt</c>.</summary>
internal static class ExponentOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        RoundingOperators.Numeric("$exp", value => Through(Math.Exp, value)),
        RoundingOperators.Numeric("$ln", value => Through(Math.Log, Positive(value, 28766, "$ln's argument must be a positive number, but is"))),
        RoundingOperators.Numeric("$log10", value => Through(Math.Log10, Positive(value, 28761, "$log10's argument must be a positive number, but is"))),
        RoundingOperators.Numeric("$sqrt", SquareRoot),
        Operator.Binary("$log", Log),
        Operator.Binary("$pow", Power),
    ];

    /// <summary>A function of doubles; a decimal's result is a decimal again.</summary>
    public static BsonValue Through(Func<double, double> function, BsonValue value) => value is BsonDecimal128 number
        ? new BsonDecimal128(Decimals.FromDouble(function(Decimals.ToDouble(number.Value))))
        : new BsonDouble(function(Numbers.ToDouble(value)));

    private static BsonValue Positive(BsonValue value, int code, string message)
    {
        var number = Numbers.ToDouble(value);
        return number > 0 || double.IsNaN(number) ? value : throw new CommandException(code, $"{message} {Texts.Show(value)}");
    }

    private static BsonValue SquareRoot(BsonValue value)
    {
        if (Numbers.ToDouble(value) < 0)
            throw new CommandException(28714, "$sqrt's argument must be greater than or equal to 0");
        return value is BsonDecimal128 number ? new BsonDecimal128(Decimals.SquareRoot(number.Value)) : new BsonDouble(Math.Sqrt(Numbers.ToDouble(value)));
    }

    private static BsonValue Log(BsonValue? value, BsonValue? radix)
    {
        if (Numbers.IsNullish(value) || Numbers.IsNullish(radix))
            return BsonNull.Value;
        if (!Numbers.IsNumber(value))
            throw new CommandException(28756, $"$log's argument must be numeric, not {BsonTypeName.Of(value)}");
        if (!Numbers.IsNumber(radix))
            throw new CommandException(28757, $"$log's base must be numeric, not {BsonTypeName.Of(radix)}");

        Positive(value!, 28758, "$log's argument must be a positive number, but is");
        var with = Numbers.ToDouble(radix!);
        if (with <= 0 || with == 1)
            throw new CommandException(28759, $"$log's base must be a positive number not equal to 1, but is {Texts.Show(radix)}");
        var result = Math.Log(Numbers.ToDouble(value!)) / Math.Log(with);
        return value is BsonDecimal128 || radix is BsonDecimal128 ? new BsonDecimal128(Decimals.FromDouble(result)) : new BsonDouble(result);
    }

    private static BsonValue Power(BsonValue? radix, BsonValue? exponent)
    {
        if (Numbers.IsNullish(radix) || Numbers.IsNullish(exponent))
            return BsonNull.Value;
        if (!Numbers.IsNumber(radix))
            throw new CommandException(28762, $"$pow's base must be numeric, not {BsonTypeName.Of(radix)}");
        if (!Numbers.IsNumber(exponent))
            throw new CommandException(28763, $"$pow's exponent must be numeric, not {BsonTypeName.Of(exponent)}");
        if (!Truth.Of(radix) && Numbers.ToDouble(exponent!) < 0)
            throw new CommandException(28764, "$pow cannot take a base of 0 and a negative exponent");

        if (radix is BsonDecimal128 || exponent is BsonDecimal128)
            return new BsonDecimal128(PowerOfDecimal(Numbers.ToDecimal(radix!), exponent!));
        if (radix is BsonDouble || exponent is BsonDouble)
            return new BsonDouble(Math.Pow(Numbers.ToDouble(radix!), Numbers.ToDouble(exponent!)));

        var isLong = radix is BsonInt64 || exponent is BsonInt64;
        return TryWholePower(radix!.ToInt64(), exponent!.ToInt64(), out var whole)
            ? Numbers.IntOrLong(whole, isLong)
            : new BsonDouble(Math.Pow(Numbers.ToDouble(radix), Numbers.ToDouble(exponent)));
    }

    private static bool TryWholePower(long radix, long exponent, out long result)
    {
        result = radix is 1 || (radix is -1 && exponent % 2 == 0) ? 1 : radix;
        if (radix is 1 or -1)
            return true;
        if (exponent is < 0 or > 63)
        {
            result = 0;
            return radix == 0;
        }

        Int128 power = 1;
        for (var step = 0; step < exponent; step++)
        {
            power *= radix;
            if (power > long.MaxValue || power < long.MinValue)
                return false;
        }

        result = (long)power;
        return true;
    }

    private static Decimal128 PowerOfDecimal(Decimal128 radix, BsonValue exponent)
    {
        if (!Numbers.TryInt(exponent, out var times) || Math.Abs(times) > 1000)
            return Decimals.FromDouble(Math.Pow(Decimals.ToDouble(radix), Numbers.ToDouble(exponent)));
        var power = new Decimal128(1);
        for (var step = 0; step < Math.Abs(times); step++)
            power = Decimals.Multiply(power, radix);
        return times < 0 ? Decimals.Divide(new Decimal128(1), power) : power;
    }
}
