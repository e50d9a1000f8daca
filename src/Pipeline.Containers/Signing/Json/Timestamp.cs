using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Containers.Signing.Json;

/// <summary>Times as in-toto wants them: RFC 3339, UTC, with a Z. Read with any offset and any number of decimals.</summary>
internal static partial class Timestamp
{
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        var match = Rfc3339().Match(text);
        if (!match.Success)
            return false;

        // Ticks have seven decimals; Go writes nine.
        var fraction = match.Groups["fraction"].Value;
        var parsed = $"{match.Groups["seconds"].Value}{(fraction.Length > 8 ? fraction[..8] : fraction)}{match.Groups["zone"].Value.Replace("Z", "+00:00", StringComparison.Ordinal)}";
        return DateTimeOffset.TryParse(parsed, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }

    [GeneratedRegex(@"\A(?<seconds>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?<fraction>\.[0-9]+)?(?<zone>Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Rfc3339();
}
