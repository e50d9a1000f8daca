using System.CommandLine.Parsing;
using System.Globalization;

namespace Pipeline.Cli.Migrating;

/// <summary>Durations as options take them: <c>90s</c>, <c>5m</c>, <c>00:01:30</c>. A bare number is refused: nobody knows its unit.</summary>
internal static class Durations
{
    public static TimeSpan Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count > 0 ? argument.Tokens[^1].Value : "";
        if (TryParse(text) is { } duration)
            return duration;
        argument.AddError($"'{text}' is no duration. Write it as 500ms, 90s, 5m, 1h or 00:01:30.");
        return default;
    }

    private static TimeSpan? TryParse(string text)
    {
        if (text == "0")
            return TimeSpan.Zero;
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var clock) && clock >= TimeSpan.Zero ? clock : null;
        foreach (var (unit, length) in ((string, TimeSpan)[])[("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1))])
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                return amount * length;
        }

        return null;
    }
}
