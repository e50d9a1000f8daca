using System.Globalization;
using System.Numerics;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Arithmetic on IEEE 754 decimal128, which the BSON library has no operators for: 34 digits, rounded half to even.</summary>
internal static class Decimals
{
    private const int Digits = 34;
    private const int SmallestExponent = -6176;
    private const int LargestExponent = 6111;

    public static Decimal128 Zero { get; } = new(0);

    public static bool IsZero(Decimal128 value) => IsFinite(value) && Coefficient(value).IsZero;

    public static bool IsFinite(Decimal128 value) => !Decimal128.IsNaN(value) && !Decimal128.IsInfinity(value);

    public static Decimal128 Add(Decimal128 left, Decimal128 right)
    {
        if (!IsFinite(left) || !IsFinite(right))
            return FromSpecial(SpecialDouble(left) + SpecialDouble(right));

        var exponent = Math.Min(Exponent(left), Exponent(right));
        // A term that is more than 80 digits smaller than the other can't change its 34 digits, only the direction of its rounding.
        exponent = Math.Max(exponent, Math.Max(Exponent(left), Exponent(right)) - 80);
        return Make(Scale(left, exponent) + Scale(right, exponent), exponent);
    }

    public static Decimal128 Negate(Decimal128 value) =>
        IsFinite(value) ? Make(-Coefficient(value), Exponent(value)) : FromSpecial(-SpecialDouble(value));

    public static Decimal128 Subtract(Decimal128 left, Decimal128 right) => Add(left, Negate(right));

    public static Decimal128 Multiply(Decimal128 left, Decimal128 right) => IsFinite(left) && IsFinite(right)
        ? Make(Coefficient(left) * Coefficient(right), Exponent(left) + Exponent(right))
        : FromSpecial(SpecialDouble(left) * SpecialDouble(right));

    public static Decimal128 Divide(Decimal128 left, Decimal128 right)
    {
        if (!IsFinite(left) || !IsFinite(right) || Coefficient(right).IsZero)
            return FromSpecial(SpecialDouble(left) / SpecialDouble(right));

        var (numerator, denominator) = (Coefficient(left), Coefficient(right));
        var exponent = Exponent(left) - Exponent(right);
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        if (remainder.IsZero)
            return Make(quotient, exponent);

        const int extra = Digits * 2 + 2;
        quotient = BigInteger.DivRem(numerator * BigInteger.Pow(10, extra), denominator, out remainder);
        // A last digit of one keeps what follows from looking like an exact half.
        quotient = quotient * 10 + (remainder.IsZero ? 0 : numerator.Sign * denominator.Sign);
        return Make(quotient, exponent - extra - 1, shortest: remainder.IsZero);
    }

    public static Decimal128 Modulo(Decimal128 left, Decimal128 right)
    {
        if (!IsFinite(left) || Decimal128.IsNaN(right))
            return Decimal128.QNaN;
        if (Decimal128.IsInfinity(right))
            return left;
        var exponent = Math.Min(Exponent(left), Exponent(right));
        return Make(BigInteger.Remainder(Scale(left, exponent), Scale(right, exponent)), exponent);
    }

    /// <summary>Rounds to <paramref name="places"/> digits after the point (before it, where negative), half to even or toward zero.</summary>
    public static Decimal128 Round(Decimal128 value, int places, MidpointRounding rounding)
    {
        if (!IsFinite(value) || Exponent(value) >= -places)
            return value;
        var coefficient = DivideRounded(Coefficient(value), BigInteger.Pow(10, -places - Exponent(value)), rounding);
        return Make(coefficient, -places);
    }

    public static Decimal128 SquareRoot(Decimal128 value)
    {
        if (!IsFinite(value) || IsZero(value))
            return value;
        var (coefficient, exponent) = (Coefficient(value), Exponent(value));
        var shift = 2 * Digits + (exponent % 2 == 0 ? 0 : 1);
        var scaled = coefficient * BigInteger.Pow(10, shift);
        var root = IntegerRoot(scaled);
        var isExact = root * root == scaled;
        return Make(root * 10 + (isExact ? 0 : 1), (exponent - shift) / 2 - 1, shortest: isExact);
    }

    public static double ToDouble(Decimal128 value) => IsFinite(value)
        ? double.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : SpecialDouble(value);

    /// <summary>With 15 significant digits, as MongoDB converts a double; exactly where it is a whole number.</summary>
    public static Decimal128 FromDouble(double value)
    {
        if (!double.IsFinite(value))
            return FromSpecial(value);
        if (Math.Abs(value) < 1e15 && Math.Truncate(value) == value)
            return new Decimal128((long)value);
        return Decimal128.Parse(value.ToString("E14", CultureInfo.InvariantCulture));
    }

    public static bool TryWhole(Decimal128 value, out long whole)
    {
        whole = 0;
        if (!IsFinite(value) || Exponent(value) > 19)
            return false;
        var coefficient = Coefficient(value);
        if (Exponent(value) < 0)
        {
            coefficient = BigInteger.DivRem(coefficient, BigInteger.Pow(10, Math.Min(-Exponent(value), 64)), out var remainder);
            if (!remainder.IsZero)
                return false;
        }
        else
        {
            coefficient *= BigInteger.Pow(10, Exponent(value));
        }

        if (coefficient < long.MinValue || coefficient > long.MaxValue)
            return false;
        whole = (long)coefficient;
        return true;
    }

    private static BigInteger Coefficient(Decimal128 value)
    {
        var high = Decimal128.GetSignificandHighBits(value);
        var magnitude = (new BigInteger(high) << 64) | Decimal128.GetSignificandLowBits(value);
        return Decimal128.IsNegative(value) ? -magnitude : magnitude;
    }

    private static int Exponent(Decimal128 value) => Decimal128.GetExponent(value);

    private static BigInteger Scale(Decimal128 value, int exponent)
    {
        var difference = Exponent(value) - exponent;
        return difference >= 0
            ? Coefficient(value) * BigInteger.Pow(10, difference)
            : DivideRounded(Coefficient(value), BigInteger.Pow(10, -difference), MidpointRounding.ToZero);
    }

    /// <param name="coefficient">Any number of digits.</param>
    /// <param name="exponent">The power of ten it is multiplied by.</param>
    /// <param name="shortest">Trailing zeros, which are the operation's and not its operands', are dropped.</param>
    private static Decimal128 Make(BigInteger coefficient, int exponent, bool shortest = false)
    {
        while (shortest && !coefficient.IsZero && (coefficient % 10).IsZero)
        {
            coefficient /= 10;
            exponent++;
        }

        var excess = Math.Max(CountDigits(coefficient) - Digits, SmallestExponent - exponent);
        if (excess > 0)
        {
            coefficient = DivideRounded(coefficient, BigInteger.Pow(10, excess), MidpointRounding.ToEven);
            exponent += excess;
            if (CountDigits(coefficient) > Digits)
            {
                coefficient /= 10;
                exponent++;
            }
        }

        if (exponent > LargestExponent && CountDigits(coefficient) + exponent - LargestExponent > Digits)
            return coefficient.IsZero ? Zero : FromSpecial(coefficient.Sign > 0 ? double.PositiveInfinity : double.NegativeInfinity);
        return Decimal128.Parse($"{coefficient}E{exponent}");
    }

    private static BigInteger DivideRounded(BigInteger value, BigInteger divisor, MidpointRounding rounding)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var remainder);
        var twice = BigInteger.Abs(remainder) * 2;
        var away = rounding switch
        {
            MidpointRounding.ToEven => twice > divisor || (twice == divisor && !quotient.IsEven),
            MidpointRounding.ToPositiveInfinity => remainder.Sign > 0,
            MidpointRounding.ToNegativeInfinity => remainder.Sign < 0,
            _ => false,
        };
        return away ? quotient + value.Sign : quotient;
    }

    private static BigInteger IntegerRoot(BigInteger value)
    {
        var root = BigInteger.One << ((int)(value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + value / root) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }

    private static int CountDigits(BigInteger value) => value.IsZero ? 1 : BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).Length;

    private static double SpecialDouble(Decimal128 value) =>
        Decimal128.IsNaN(value) ? double.NaN
        : Decimal128.IsPositiveInfinity(value) ? double.PositiveInfinity
        : Decimal128.IsNegativeInfinity(value) ? double.NegativeInfinity
        : Coefficient(value).Sign;

    private static Decimal128 FromSpecial(double value) =>
        double.IsNaN(value) ? Decimal128.QNaN
        : value > 0 ? Decimal128.PositiveInfinity
        : value < 0 ? Decimal128.NegativeInfinity
        : Zero;
}
