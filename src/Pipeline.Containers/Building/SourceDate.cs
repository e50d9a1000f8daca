using System.Globalization;

namespace Pipeline.Containers.Building;

/// <summary>The time that a reproducible build uses in place of now (https://reproducible-builds.org/specs/source-date-epoch/).</summary>
public static class SourceDate
{
    /// <summary>Reads the variable SOURCE_DATE_EPOCH: whole seconds since 1970. False for anything else.</summary>
    public static bool TryParse(string? epoch, out DateTimeOffset date)
    {
        // 253402300799 is the last second of the year 9999.
        var parsed = long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 253402300799;
        date = parsed ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return parsed;
    }
}
