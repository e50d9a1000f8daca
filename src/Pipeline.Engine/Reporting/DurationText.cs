namespace Pipeline.Engine.Reporting;

/// <summary>Durations as people say them: <c>0.4 s</c>, <c>12.3 s</c>, <c>2 min 05 s</c>, <c>1 h 02 min</c>.</summary>
public static class DurationText
{
    /// <summary>The text; a negative duration is <c>0.0 s</c>.</summary>
    public static string Of(TimeSpan duration)
    {
        // Written out of whole numbers: a format string would load culture data on the start-up path.
        var tenths = Math.Max(0, (duration.Ticks + (TimeSpan.TicksPerSecond / 20)) / (TimeSpan.TicksPerSecond / 10));
        if (tenths < 600)
            return $"{tenths / 10}.{tenths % 10} s";

        var seconds = Math.Max(60, (duration.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond);
        return seconds < 3600 ? $"{seconds / 60} min {TwoDigits(seconds % 60)} s" : $"{seconds / 3600} h {TwoDigits(seconds % 3600 / 60)} min";
    }

    /// <summary>The time of day where the reader is.</summary>
    internal static string Clock(DateTimeOffset time, TimeProvider clock) =>
        string.Create(8, TimeZoneInfo.ConvertTime(time, clock.LocalTimeZone), static (span, value) =>
        {
            Put(span, 0, value.Hour);
            span[2] = ':';
            Put(span, 3, value.Minute);
            span[5] = ':';
            Put(span, 6, value.Second);
        });

    private static void Put(Span<char> span, int at, int value)
    {
        span[at] = (char)('0' + (value / 10));
        span[at + 1] = (char)('0' + (value % 10));
    }

    private static string TwoDigits(long value) => value < 10 ? "0" + value : value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
