using System.Globalization;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>
/// Numbers of all four types in one order, by their exact values: no rounding makes two different numbers equal.
/// NaN is equal to NaN and less than every other number; the two zeros are equal.
/// </summary>
internal static class NumberOrder
{
    private const double TwoTo63 = 9223372036854775808.0;

    public static int Compare(BsonValue left, BsonValue right)
    {
        if (left is BsonInt32 leftInt && right is BsonInt32 rightInt)
            return leftInt.Value.CompareTo(rightInt.Value);

        var leftType = left.BsonType;
        var rightType = right.BsonType;
        if (leftType == BsonType.Decimal128 || rightType == BsonType.Decimal128)
            return CompareDecimals(left, right);

        if (leftType == BsonType.Double)
        {
            return rightType == BsonType.Double
                ? left.AsDouble.CompareTo(right.AsDouble)
                : -Compare(Integer(right), left.AsDouble);
        }

        return rightType == BsonType.Double ? Compare(Integer(left), right.AsDouble) : Integer(left).CompareTo(Integer(right));
    }

    public static bool IsNaN(BsonValue value) => value switch
    {
        BsonDouble number => double.IsNaN(number.Value),
        BsonDecimal128 number => Decimal128.IsNaN(number.Value),
        _ => false,
    };

    /// <summary>A hash of the number's value, whatever type holds it.</summary>
    public static int Hash(BsonValue value)
    {
        switch (value)
        {
            case BsonInt32 number:
                return ((long)number.Value).GetHashCode();
            case BsonInt64 number:
                return number.Value.GetHashCode();
            case BsonDouble number:
                return Hash(number.Value);
            default:
                var exact = value.AsDecimal128;
                if (!TryDecompose(exact, out var parts))
                    return Hash(ToDouble(exact));

                // A decimal has a long's hash where it is one, else that of the nearest double.
                return parts.TryGetInteger(out var integer) ? integer.GetHashCode() : ToDouble(exact).GetHashCode();
        }
    }

    private static int Hash(double value) =>
        value >= -TwoTo63 && value < TwoTo63 && Math.Truncate(value) == value ? ((long)value).GetHashCode() : value.GetHashCode();

    private static long Integer(BsonValue value) => value is BsonInt32 number ? number.Value : value.AsInt64;

    private static int Compare(long left, double right)
    {
        if (double.IsNaN(right) || right < -TwoTo63)
            return 1;

        if (right >= TwoTo63)
            return -1;

        var whole = (long)right;
        return left != whole ? left.CompareTo(whole) : 0.0.CompareTo(right - whole);
    }

    private static int CompareDecimals(BsonValue left, BsonValue right)
    {
        if (IsNaN(left) || IsNaN(right))
            return IsNaN(right).CompareTo(IsNaN(left));

        var leftFinite = TryDecompose(left, out var leftParts);
        var rightFinite = TryDecompose(right, out var rightParts);
        if (!leftFinite || !rightFinite)
            return (leftFinite ? 0 : InfinitySign(left)).CompareTo(rightFinite ? 0 : InfinitySign(right));

        return DecimalParts.Compare(leftParts, rightParts);
    }

    private static int InfinitySign(BsonValue value) => value is BsonDouble number
        ? Math.Sign(number.Value)
        : Decimal128.IsNegativeInfinity(value.AsDecimal128) ? -1 : 1;

    private static bool TryDecompose(BsonValue value, out DecimalParts parts)
    {
        switch (value)
        {
            case BsonDecimal128 number:
                return TryDecompose(number.Value, out parts);
            case BsonDouble number when !double.IsFinite(number.Value):
                parts = default;
                return false;
            case BsonDouble number:
                parts = DecimalParts.Of(number.Value);
                return true;
            default:
                parts = new DecimalParts(Integer(value), 0);
                return true;
        }
    }

    private static bool TryDecompose(Decimal128 value, out DecimalParts parts)
    {
        if (Decimal128.IsNaN(value) || Decimal128.IsInfinity(value))
        {
            parts = default;
            return false;
        }

        parts = DecimalParts.Of(value);
        return true;
    }

    private static double ToDouble(Decimal128 value)
    {
        if (Decimal128.IsNaN(value))
            return double.NaN;

        if (Decimal128.IsInfinity(value))
            return Decimal128.IsNegativeInfinity(value) ? double.NegativeInfinity : double.PositiveInfinity;

        return double.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
