using System.Numerics;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>A finite number as <c>Coefficient × 10^Exponent</c>, exactly; every double has such a form.</summary>
internal readonly record struct DecimalParts(BigInteger Coefficient, int Exponent)
{
    public static DecimalParts Of(Decimal128 value)
    {
        var high = value.GetIEEEHighBits();
        var negative = (high & 0x8000_0000_0000_0000) != 0;
        // The second form (bits 61 and 62 set) can only encode coefficients beyond 34 digits, which count as zero.
        var secondForm = (high & 0x6000_0000_0000_0000) == 0x6000_0000_0000_0000;
        if (secondForm)
            return new DecimalParts(BigInteger.Zero, 0);

        var exponent = (int)((high >> 49) & 0x3FFF) - 6176;
        var coefficient = (BigInteger)new UInt128(high & 0x0001_FFFF_FFFF_FFFF, value.GetIEEELowBits());
        return new DecimalParts(negative ? -coefficient : coefficient, exponent);
    }

    public static DecimalParts Of(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0x000F_FFFF_FFFF_FFFF;
        if (exponent == 0)
            exponent++;
        else
            mantissa |= 1L << 52;

        exponent -= 1075;
        var coefficient = new BigInteger(bits < 0 ? -mantissa : mantissa);
        // m × 2^-n = m × 5^n × 10^-n.
        return exponent >= 0
            ? new DecimalParts(coefficient << exponent, 0)
            : new DecimalParts(coefficient * BigInteger.Pow(5, -exponent), exponent);
    }

    public static int Compare(DecimalParts left, DecimalParts right)
    {
        var sign = left.Coefficient.Sign;
        if (sign != right.Coefficient.Sign || sign == 0)
            return sign.CompareTo(right.Coefficient.Sign);

        if (left.Exponent == right.Exponent)
            return left.Coefficient.CompareTo(right.Coefficient);

        // The lengths of the numbers decide, nearly always, without raising ten to the difference of the exponents.
        var leftMagnitude = left.Magnitude;
        var rightMagnitude = right.Magnitude;
        if (Math.Abs(leftMagnitude - rightMagnitude) > 1)
            return leftMagnitude > rightMagnitude ? sign : -sign;

        return left.Exponent > right.Exponent
            ? (left.Coefficient * BigInteger.Pow(10, left.Exponent - right.Exponent)).CompareTo(right.Coefficient)
            : left.Coefficient.CompareTo(right.Coefficient * BigInteger.Pow(10, right.Exponent - left.Exponent));
    }

    public bool TryGetInteger(out long integer) =>
        TryTruncate(out integer) && Compare(this, new DecimalParts(integer, 0)) == 0;

    public bool TryTruncate(out long integer)
    {
        integer = 0;
        if (Coefficient.IsZero)
            return true;

        // Twenty digits before the point are too many, whatever follows.
        var magnitude = Magnitude;
        if (magnitude is < -1 or > 20)
            return magnitude < 0;

        var whole = Exponent >= 0 ? Coefficient * BigInteger.Pow(10, Exponent) : Coefficient / BigInteger.Pow(10, -Exponent);
        if (whole < long.MinValue || whole > long.MaxValue)
            return false;

        integer = (long)whole;
        return true;
    }

    /// <summary>The decimal logarithm, right to within one.</summary>
    private double Magnitude => BigInteger.Log10(BigInteger.Abs(Coefficient)) + Exponent;
}
