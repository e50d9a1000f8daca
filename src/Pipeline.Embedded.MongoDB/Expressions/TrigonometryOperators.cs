using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Sines, cosines, tangents, their inverses and the two units of angles.</summary>
internal static class TrigonometryOperators
{
    public static IReadOnlyList<Operator> All { get; } =
    [
        Bounded("$sin", Math.Sin, double.NegativeInfinity, double.PositiveInfinity, open: true),
        Bounded("$cos", Math.Cos, double.NegativeInfinity, double.PositiveInfinity, open: true),
        Bounded("$tan", Math.Tan, double.NegativeInfinity, double.PositiveInfinity, open: true),
        Bounded("$asin", Math.Asin, -1, 1),
        Bounded("$acos", Math.Acos, -1, 1),
        Bounded("$atanh", Math.Atanh, -1, 1),
        Bounded("$acosh", Math.Acosh, 1, double.PositiveInfinity),
        RoundingOperators.Numeric("$atan", value => ExponentOperators.Through(Math.Atan, value)),
        RoundingOperators.Numeric("$asinh", value => ExponentOperators.Through(Math.Asinh, value)),
        RoundingOperators.Numeric("$sinh", value => ExponentOperators.Through(Math.Sinh, value)),
        RoundingOperators.Numeric("$cosh", value => ExponentOperators.Through(Math.Cosh, value)),
        RoundingOperators.Numeric("$tanh", value => ExponentOperators.Through(Math.Tanh, value)),
        RoundingOperators.Numeric("$degreesToRadians", value => ExponentOperators.Through(degrees => degrees * (Math.PI / 180), value)),
        RoundingOperators.Numeric("$radiansToDegrees", value => ExponentOperators.Through(radians => radians * (180 / Math.PI), value)),
        Operator.Binary("$atan2", ArcTangent),
    ];

    private static Operator Bounded(string name, Func<double, double> function, double least, double most, bool open = false) =>
        RoundingOperators.Numeric(name, value =>
        {
            var number = Numbers.ToDouble(value);
            var isInside = open ? number > least && number < most : number >= least && number <= most;
            return isInside || double.IsNaN(number)
                ? ExponentOperators.Through(function, value)
                : throw new CommandException(50989, $"cannot apply {name} to {Texts.Show(value)}, value must be in {(open ? '(' : '[')}{Bound(least)},{Bound(most)}{(open ? ')' : ']')}");
        });

    private static string Bound(double bound) => double.IsPositiveInfinity(bound) ? "inf" : double.IsNegativeInfinity(bound) ? "-inf" : bound.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static BsonValue ArcTangent(BsonValue? y, BsonValue? x)
    {
        if (Numbers.IsNullish(y) || Numbers.IsNullish(x))
            return BsonNull.Value;
        if (!Numbers.IsNumber(y) || !Numbers.IsNumber(x))
            throw new CommandException(51044, $"$atan2 only supports numeric types, not {Values.BsonTypeName.Of(y)} and {Values.BsonTypeName.Of(x)}");
        var angle = Math.Atan2(Numbers.ToDouble(y!), Numbers.ToDouble(x!));
        return y is BsonDecimal128 || x is BsonDecimal128 ? new BsonDecimal128(Decimals.FromDouble(angle)) : new BsonDouble(angle);
    }
}
