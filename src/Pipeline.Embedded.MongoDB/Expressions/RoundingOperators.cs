using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$abs</c>, <c>$ceil</c>, <c>$floor</c>, <c>$round</c> and <c>$trunc</c>.</summary>
internal static class RoundingOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        Numeric("$abs", Abs),
        Numeric("$ceil", value => Whole(value, Math.Ceiling, MidpointRounding.ToPositiveInfinity)),
        Numeric("$floor", value => Whole(value, Math.Floor, MidpointRounding.ToNegativeInfinity)),
        Operator.Nary("$round", 1, 2, operands => ToPlaces("$round", operands, MidpointRounding.ToEven)),
        Operator.Nary("$trunc", 1, 2, operands => ToPlaces("$trunc", operands, MidpointRounding.ToZero)),
    ];

    /// <summary>An operator over one number that answers null to null.</summary>
    public static Operator Numeric(string name, Func<BsonValue, BsonValue> function) => Operator.Unary(name, value =>
        Numbers.IsNullish(value) ? BsonNull.Value
        : Numbers.IsNumber(value) ? function(value!)
        : throw new CommandException(28765, $"{name} only supports numeric types, not {BsonTypeName.Of(value)}"));

    private static BsonValue Abs(BsonValue value) => value switch
    {
        BsonInt32 number => Numbers.IntOrLong(Math.Abs((long)number.Value), isLong: false),
        BsonInt64 { Value: long.MinValue } => throw new CommandException(28680, "can't take $abs of long long min"),
        BsonInt64 number => new BsonInt64(Math.Abs(number.Value)),
        BsonDecimal128 number => Decimal128.IsNegative(number.Value) ? new BsonDecimal128(Decimals.Negate(number.Value)) : number,
        _ => new BsonDouble(Math.Abs(value.AsDouble)),
    };

    private static BsonValue Whole(BsonValue value, Func<double, double> round, MidpointRounding rounding) => value switch
    {
        BsonDouble number => new BsonDouble(round(number.Value)),
        BsonDecimal128 number => new BsonDecimal128(Decimals.Round(number.Value, 0, rounding)),
        _ => value,
    };

    private static BsonValue ToPlaces(string name, BsonValue?[] operands, MidpointRounding rounding)
    {
        var value = operands[0];
        if (Numbers.IsNullish(value) || (operands.Length > 1 && Numbers.IsNullish(operands[1])))
            return BsonNull.Value;
        if (!Numbers.IsNumber(value))
            throw new CommandException(51081, $"{name} only supports numeric types, not {BsonTypeName.Of(value)}");

        var places = operands.Length > 1 ? Places(name, operands[1]!) : 0;
        return value switch
        {
            BsonDouble number => new BsonDouble(RoundDouble(number.Value, places, rounding)),
            BsonDecimal128 number => new BsonDecimal128(Decimals.Round(number.Value, places, rounding)),
            _ when places >= 0 => value!,
            _ => RoundWhole(name, value!, places, rounding),
        };
    }

    private static int Places(string name, BsonValue value)
    {
        if (!Numbers.TryWhole(value, out var places))
            throw new CommandException(51082, $"precision argument to  {name} must be a integral value");
        return places is >= -20 and <= 100
            ? (int)places
            : throw new CommandException(51083, $"cannot apply {name} with precision value {places} value must be in [-20, 100]");
    }

    private static double RoundDouble(double value, int places, MidpointRounding rounding)
    {
        if (!double.IsFinite(value))
            return value;
        if (places == 0)
            return Math.Round(value, rounding);

        // The exact decimal expansion decides, so that 2.345 (which is 2.34500000000000019984…) rounds as MongoDB rounds it.
        var exact = Decimal128.Parse(value.ToString("E33", System.Globalization.CultureInfo.InvariantCulture));
        return Decimals.ToDouble(Decimals.Round(exact, places, rounding));
    }

    private static BsonValue RoundWhole(string name, BsonValue value, int places, MidpointRounding rounding)
    {
        var rounded = Decimals.Round(new Decimal128(value.ToInt64()), places, rounding);
        return Decimals.TryWhole(rounded, out var whole)
            ? Numbers.IntOrLong(whole, value is BsonInt64)
            : throw new CommandException(51080, $"invalid conversion from Decimal128 result in {name} resulting from arguments: [{Texts.Show(value)}, {places}]");
    }
}
