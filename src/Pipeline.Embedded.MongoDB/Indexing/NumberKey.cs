using System.Numerics;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Indexing;

/// <summary>
/// Numbers of all four types in one order: the largest double that isn't above the value, then, where they differ, how far the value is
/// on its way to the next double.
/// </summary>
internal static class NumberKey
{
    private const byte Exact = 1;
    private const byte Above = 2;
    private static readonly BigInteger s_fractions = BigInteger.One << 128;

    public static void Write(ref KeyWriter writer, BsonValue value)
    {
        switch (value.BsonType)
        {
            case BsonType.Double:
                WriteExact(ref writer, value.AsDouble);
                break;
            case BsonType.Int32:
                WriteExact(ref writer, value.AsInt32);
                break;
            case BsonType.Int64:
                WriteInt64(ref writer, value.AsInt64);
                break;
            default:
                WriteDecimal(ref writer, value.AsDecimal128);
                break;
        }
    }

    private static void WriteInt64(ref KeyWriter writer, long value)
    {
        // Up to 2^53 every integer is a double.
        if (value is >= -(1L << 53) and <= 1L << 53)
            WriteExact(ref writer, value);
        else
            WriteRational(ref writer, value, BigInteger.One);
    }

    private static void WriteDecimal(ref KeyWriter writer, Decimal128 value)
    {
        if (Decimal128.IsNaN(value))
            WriteExact(ref writer, double.NaN);
        else if (Decimal128.IsPositiveInfinity(value))
            WriteExact(ref writer, double.PositiveInfinity);
        else if (Decimal128.IsNegativeInfinity(value))
            WriteExact(ref writer, double.NegativeInfinity);
        else
            WriteRational(ref writer, value);
    }

    private static void WriteRational(ref KeyWriter writer, Decimal128 value)
    {
        var high = value.GetIEEEHighBits();
        var isNegative = (high & 0x8000_0000_0000_0000) != 0;
        // The other form of the significand, with two bits fewer, only encodes non-canonical zeros.
        var isZero = (high & 0x6000_0000_0000_0000) == 0x6000_0000_0000_0000;
        var significand = isZero ? BigInteger.Zero : ((BigInteger)(high & 0x0001_FFFF_FFFF_FFFF) << 64) | value.GetIEEELowBits();
        if (significand.IsZero)
        {
            WriteExact(ref writer, 0);
            return;
        }

        var exponent = (int)((high >> 49) & 0x3FFF) - 6176;
        if (isNegative)
            significand = -significand;
        if (exponent >= 0)
            WriteRational(ref writer, significand * BigInteger.Pow(10, exponent), BigInteger.One);
        else
            WriteRational(ref writer, significand, BigInteger.Pow(10, -exponent));
    }

    /// <summary>A fraction, exactly. The denominator is positive.</summary>
    private static void WriteRational(ref KeyWriter writer, BigInteger numerator, BigInteger denominator)
    {
        var floor = Floor(numerator, denominator);
        var (floorNumerator, floorDenominator) = double.IsInfinity(floor) ? default : Fraction(floor);
        if (double.IsNegativeInfinity(floor))
        {
            // Below every double but minus infinity: ordered by the magnitude, the larger first.
            WriteDouble(ref writer, floor);
            writer.Append(Above);
            WriteMagnitude(ref writer, numerator, denominator, descending: true);
            return;
        }

        if (floor == double.MaxValue && numerator != floorNumerator)
        {
            WriteDouble(ref writer, floor);
            writer.Append(Above);
            WriteMagnitude(ref writer, numerator, denominator, descending: false);
            return;
        }

        // distance = value - floor, as a share of the step to the next double.
        var distance = numerator * floorDenominator - floorNumerator * denominator;
        if (distance.IsZero)
        {
            WriteExact(ref writer, floor);
            return;
        }

        var (stepNumerator, stepDenominator) = Fraction(double.BitIncrement(floor));
        var step = stepNumerator * floorDenominator - floorNumerator * stepDenominator;
        var share = distance * stepDenominator * s_fractions / (step * denominator);
        WriteDouble(ref writer, floor);
        writer.Append(Above);
        writer.WriteUnsigned((ulong)(share >> 64));
        writer.WriteUnsigned((ulong)(share & ulong.MaxValue));
    }

    /// <summary>For what no double comes near: the integer part's length in bits, then its first bits.</summary>
    private static void WriteMagnitude(ref KeyWriter writer, BigInteger numerator, BigInteger denominator, bool descending)
    {
        var magnitude = BigInteger.Abs(numerator) / denominator;
        var bits = (long)magnitude.GetBitLength();
        var first = magnitude >> (int)(bits - 128);
        var mask = descending ? ulong.MaxValue : 0;
        writer.WriteUnsigned((ulong)bits ^ mask);
        writer.WriteUnsigned((ulong)(first >> 64) ^ mask);
        writer.WriteUnsigned((ulong)(first & ulong.MaxValue) ^ mask);
    }

    private static double Floor(BigInteger numerator, BigInteger denominator)
    {
        var guess = Approximate(numerator, denominator);
        while (double.IsPositiveInfinity(guess) || (!double.IsNegativeInfinity(guess) && IsAbove(guess, numerator, denominator)))
            guess = double.BitDecrement(guess);
        while (double.BitIncrement(guess) is var next && !double.IsInfinity(next) && !IsAbove(next, numerator, denominator))
            guess = next;
        return guess;
    }

    /// <summary>Within a few steps of the value.</summary>
    private static double Approximate(BigInteger numerator, BigInteger denominator)
    {
        var shift = (int)(BigInteger.Abs(numerator).GetBitLength() - denominator.GetBitLength()) - 64;
        var quotient = shift > 0 ? numerator / (denominator << shift) : (numerator << -shift) / denominator;
        return Math.ScaleB((double)quotient, shift);
    }

    private static bool IsAbove(double value, BigInteger numerator, BigInteger denominator)
    {
        var (valueNumerator, valueDenominator) = Fraction(value);
        return valueNumerator * denominator > numerator * valueDenominator;
    }

    private static (BigInteger Numerator, BigInteger Denominator) Fraction(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var significand = bits & 0xF_FFFF_FFFF_FFFF;
        if (exponent == 0)
            exponent++;
        else
            significand |= 1L << 52;
        exponent -= 1075;
        BigInteger signed = bits < 0 ? -significand : significand;
        return exponent >= 0 ? (signed << exponent, BigInteger.One) : (signed, BigInteger.One << -exponent);
    }

    private static void WriteExact(ref KeyWriter writer, double value)
    {
        WriteDouble(ref writer, value);
        writer.Append(Exact);
    }

    /// <summary>NaN before all other numbers, and one zero.</summary>
    private static void WriteDouble(ref KeyWriter writer, double value)
    {
        if (double.IsNaN(value))
        {
            writer.WriteUnsigned(0);
            return;
        }

        var bits = (ulong)BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value);
        writer.WriteUnsigned((bits & 0x8000_0000_0000_0000) != 0 ? ~bits : bits | 0x8000_0000_0000_0000);
    }
}
