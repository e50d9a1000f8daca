using System.Globalization;

namespace Pipeline.Releases.Policies;

/// <summary>A time in which nothing is promoted: once, or each week.</summary>
public abstract record FreezeWindow
{
    private protected FreezeWindow(string reason, string timeZone) => (Reason, Zone) = (reason, TimeZoneInfo.FindSystemTimeZoneById(timeZone));

    /// <summary>Why.</summary>
    public string Reason { get; }

    private protected TimeZoneInfo Zone { get; }

    /// <summary>Once: from one date to another, both included, by the clock of a place.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="timeZone">An IANA time zone: <c>Europe/Berlin</c>.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="ArgumentException">The last day is before the first.</exception>
    /// <exception cref="TimeZoneNotFoundException">The machine doesn't know the zone.</exception>
    public static FreezeWindow Dates(DateOnly from, DateOnly to, string timeZone, string reason) =>
        to >= from ? new Once(from, to, timeZone, reason) : throw new ArgumentException($"A freeze from {from:O} can't end on {to:O}.", nameof(to));

    /// <summary>Each week, from a day and time to another: Friday 16:00 to Monday 08:00.</summary>
    /// <param name="from">When it begins.</param>
    /// <param name="to">When it ends; it may be in the week after.</param>
    /// <param name="timeZone">An IANA time zone: <c>Europe/Berlin</c>.</param>
    /// <param name="reason">Why.</param>
    /// <exception cref="TimeZoneNotFoundException">The machine doesn't know the zone.</exception>
    public static FreezeWindow Weekly((DayOfWeek Day, TimeOnly Time) from, (DayOfWeek Day, TimeOnly Time) to, string timeZone, string reason) => new EachWeek(from, to, timeZone, reason);

    /// <summary>When it ends, where it is frozen at a time; null where it isn't.</summary>
    public abstract DateTimeOffset? EndAt(DateTimeOffset time);

    // A local time that the clocks skip is read as the moment after the jump; one that comes twice, as the later.
    private protected DateTimeOffset InZone(DateTime local)
    {
        if (Zone.IsInvalidTime(local))
            local += Zone.GetAdjustmentRules().Select(x => x.DaylightDelta).DefaultIfEmpty(TimeSpan.FromHours(1)).Max();
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Min() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    private sealed record Once(DateOnly From, DateOnly To, string TimeZone, string Why) : FreezeWindow(Why, TimeZone)
    {
        public override DateTimeOffset? EndAt(DateTimeOffset time)
        {
            var end = InZone(To.AddDays(1).ToDateTime(TimeOnly.MinValue));
            return time >= InZone(From.ToDateTime(TimeOnly.MinValue)) && time < end ? end : null;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:O} to {To:O} ({Zone.Id})");
    }

    private sealed record EachWeek((DayOfWeek Day, TimeOnly Time) From, (DayOfWeek Day, TimeOnly Time) To, string TimeZone, string Why) : FreezeWindow(Why, TimeZone)
    {
        public override DateTimeOffset? EndAt(DateTimeOffset time)
        {
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Zone).DateTime);
            // It began within the week before, at the latest today.
            for (var back = 0; back <= 7; back++)
            {
                var first = today.AddDays(-back);
                if (first.DayOfWeek != From.Day)
                    continue;
                var days = ((int)To.Day - (int)From.Day + 7) % 7;
                if (days == 0 && To.Time <= From.Time)
                    days = 7;
                var (begin, end) = (InZone(first.ToDateTime(From.Time)), InZone(first.AddDays(days).ToDateTime(To.Time)));
                if (time >= begin && time < end)
                    return end;
            }

            return null;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From.Day} {From.Time:HH:mm} to {To.Day} {To.Time:HH:mm} ({Zone.Id})");
    }
}
