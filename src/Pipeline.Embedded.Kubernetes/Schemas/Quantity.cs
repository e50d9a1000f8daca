using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>An amount as Kubernetes writes it (<c>500m</c>, <c>1Gi</c>, <c>1e3</c>), exact to a billionth
/// (<see href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/"/>).</summary>
internal sealed partial record Quantity : IComparable<Quantity>
{
    private const string BinarySuffixes = "KMGTPE";
    private static readonly string[] _decimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly BigInteger _one = BigInteger.Pow(10, 9);
    private static readonly BigInteger _max = long.MaxValue * _one;

    private readonly BigInteger _billionths;
    private readonly Notation _notation;

    private Quantity(BigInteger billionths, Notation notation)
    {
        _billionths = BigInteger.Clamp(billionths, -_max, _max);
        _notation = notation;
    }

    private enum Notation
    {
        Decimal,
        Binary,
        Exponent,
    }

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _billionths.Sign;

    /// <summary>Whether it is a whole number.</summary>
    public bool IsWhole => _billionths % _one == 0;

    /// <summary>Reads an amount. A text that is none is a <see cref="FormatException"/> in Kubernetes' words.</summary>
    public static Quantity Parse(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success)
            throw new FormatException("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        var number = match.Groups["number"].Value;
        if (!Number().IsMatch(number))
            throw new FormatException("unable to parse numeric part of quantity");
        var (factor, exponent, notation) = Suffix(match.Groups["suffix"].Value);
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var digits = BigInteger.Parse(number.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) * factor;
        exponent += 9 - (point < 0 ? 0 : number.Length - point - 1);
        return new(Scale(digits, exponent), notation);
    }

    /// <inheritdoc/>
    public int CompareTo(Quantity? other) => other is null ? 1 : _billionths.CompareTo(other._billionths);

    /// <summary>The canonical text: no fraction, the largest suffix that loses nothing.</summary>
    public override string ToString()
    {
        if (_billionths.IsZero)
            return "0";
        return _notation == Notation.Binary && BigInteger.Abs(_billionths) >= 1024 * _one ? Binary() : Decimal();
    }

    private string Binary()
    {
        // A fraction of a byte is rounded up.
        var whole = Scale(_billionths, -9);
        var power = 0;
        while (power < BinarySuffixes.Length && whole % 1024 == 0)
        {
            whole /= 1024;
            power++;
        }
        return power == 0 ? $"{whole}" : $"{whole}{BinarySuffixes[power - 1]}i";
    }

    private string Decimal()
    {
        var (mantissa, exponent) = (_billionths, -9);
        while (exponent < 18 && mantissa % 1000 == 0)
        {
            mantissa /= 1000;
            exponent += 3;
        }
        return _notation == Notation.Exponent ? exponent == 0 ? $"{mantissa}" : $"{mantissa}e{exponent}" : $"{mantissa}{_decimalSuffixes[(exponent / 3) + 3]}";
    }

    private static (BigInteger Factor, int Exponent, Notation Notation) Suffix(string suffix)
    {
        if (Array.IndexOf(_decimalSuffixes, suffix) is >= 0 and var index)
            return (1, (index - 3) * 3, Notation.Decimal);
        if (suffix is [var unit, 'i'] && BinarySuffixes.IndexOf(unit, StringComparison.Ordinal) is >= 0 and var power)
            return (BigInteger.Pow(1024, power + 1), 0, Notation.Binary);
        if (suffix is ['e' or 'E', ..] && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) && Math.Abs(exponent) < 1000)
            return (1, exponent, Notation.Exponent);
        throw new FormatException("unable to parse quantity's suffix");
    }

    /// <summary>A number times a power of ten, rounded away from zero.</summary>
    private static BigInteger Scale(BigInteger number, int exponent)
    {
        if (exponent >= 0)
            return number * BigInteger.Pow(10, exponent);
        var quotient = BigInteger.DivRem(number, BigInteger.Pow(10, -exponent), out var remainder);
        return remainder.IsZero ? quotient : quotient + number.Sign;
    }

    [GeneratedRegex(@"^(?<number>[+-]?[0-9.]+)(?<suffix>[eEinumkKMGTP]*[-+]?[0-9]*)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
