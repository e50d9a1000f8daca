using System.Globalization;
using System.Text;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>How values become text, and text as code points, which is what MongoDB counts.</summary>
internal static class Texts
{
    /// <summary>The text that string operators take a number or date for; null is empty.</summary>
    public static string Coerce(BsonValue? value) => value switch
    {
        BsonString text => text.Value,
        BsonSymbol symbol => symbol.Name,
        BsonJavaScript code => code.Code,
        BsonDateTime date => Iso(date.MillisecondsSinceEpoch),
        BsonTimestamp timestamp => $"Timestamp({timestamp.Timestamp}, {timestamp.Increment})",
        _ when Numbers.IsNullish(value) => "",
        _ when Numbers.IsNumber(value) => OfNumber(value!),
        _ => throw new CommandException(16007, $"can't convert from BSON type {BsonTypeName.Of(value)} to String"),
    };

    /// <summary>As messages show a value.</summary>
    public static string Show(BsonValue? value) => value is null ? "MISSING" : Numbers.IsNumber(value) ? OfNumber(value) : ShellText.Of(value);

    public static string OfNumber(BsonValue value) => value switch
    {
        BsonInt32 number => number.Value.ToString(CultureInfo.InvariantCulture),
        BsonInt64 number => number.Value.ToString(CultureInfo.InvariantCulture),
        BsonDouble number => OfDouble(number.Value),
        _ => value.AsDecimal128.ToString(),
    };

    public static string Iso(long milliseconds) =>
        Dates.At(milliseconds).ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fff'Z'", CultureInfo.InvariantCulture);

    public static int[] CodePoints(string text)
    {
        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            points.Add(rune.Value);
        return [.. points];
    }

    public static int CountCodePoints(string text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            if (!char.IsLowSurrogate(unit))
                count++;
        }

        return count;
    }

    public static string FromCodePoints(ReadOnlySpan<int> points)
    {
        var text = new StringBuilder(points.Length);
        foreach (var point in points)
            text.Append(new Rune(point).ToString());
        return text.ToString();
    }

    // As C's %.16g does, which is how the server writes a double.
    private static string OfDouble(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0)
            return double.IsNegative(value) ? "-0" : "0";

        var scientific = value.ToString("E15", CultureInfo.InvariantCulture);
        var mark = scientific.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(scientific.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent is >= -4 and < 16)
        {
            var text = value.ToString($"F{15 - exponent}", CultureInfo.InvariantCulture);
            return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
        }

        var digits = scientific[..mark].TrimEnd('0').TrimEnd('.');
        return $"{digits}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }
}
