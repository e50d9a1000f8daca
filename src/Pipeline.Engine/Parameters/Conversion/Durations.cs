using System.Globalization;

namespace Pipeline.Engine.Parameters.Conversion;

/// <summary>Durations as people write them: <c>90s</c>, <c>1h30m</c>, <c>500ms</c>, <c>2d</c>, and .NET's <c>00:01:30</c>. A bare number is refused, because .NET would take it for days.</summary>
internal static class Durations
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        text = text.Trim();
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);

        duration = TimeSpan.Zero;
        var rest = text.AsSpan();
        var negative = rest is ['-', ..];
        if (negative)
            rest = rest[1..];
        if (rest.IsEmpty)
            return false;
        if (rest is "0")
            return true;
        while (!rest.IsEmpty)
        {
            var digits = Length(rest, ofNumber: true);
            if ( !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                return false;
            rest = rest[digits..];
            var unit = rest[..Length(rest, ofNumber: false)];
            rest = rest[unit.Length..].TrimStart();
            if (Milliseconds(unit) is not { } milliseconds || amount * milliseconds > TimeSpan.MaxValue.TotalMilliseconds / 8)
                return false;
            duration += TimeSpan.FromMilliseconds(amount * milliseconds);
        }

        if (negative)
            duration = -duration;
        return true;
    }

    private static int Length(ReadOnlySpan<char> text, bool ofNumber)
    {
        var length = 0;
        while (length < text.Length && text[length] != ' ' && (char.IsAsciiDigit(text[length]) || text[length] == '.') == ofNumber)
            length++;
        return length;
    }

    private static double? Milliseconds(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => 1,
        "s" => 1_000,
        "m" or "min" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => null,
    };
}
