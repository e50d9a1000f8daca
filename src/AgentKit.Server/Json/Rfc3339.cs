using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentKit.Server.Json;

/// <summary>Times as RFC 3339 writes them, to the millisecond: what the database keeps.</summary>
internal static partial class Rfc3339
{
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        if (text is null || !Pattern().IsMatch(text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            return false;
        time = ToMilliseconds(parsed.ToUniversalTime());
        return true;
    }

    /// <summary>The time without what the database would drop.</summary>
    public static DateTimeOffset ToMilliseconds(this DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond), time.Offset);

    [GeneratedRegex(@"\A\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})\z")]
    private static partial Regex Pattern();
}
