namespace Pipeline.Embedded.Kubernetes.Controlling.CronJobs;

/// <summary>A schedule of five fields (minute, hour, day of the month, month, day of the week), or a word for one (<c>@daily</c>), or <c>@every</c> a duration.</summary>
internal sealed class CronSchedule
{
    private const int LongestSearchDays = 5 * 366;
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly CronField? minutes;
    private readonly CronField? hours;
    private readonly CronField? days;
    private readonly CronField? months;
    private readonly CronField? weekdays;
    private readonly TimeSpan every;

    private CronSchedule(TimeSpan every) => this.every = every;

    private CronSchedule(CronField minutes, CronField hours, CronField days, CronField months, CronField weekdays) =>
        (this.minutes, this.hours, this.days, this.months, this.weekdays) = (minutes, hours, days, months, weekdays);

    public static CronSchedule? Parse(string text)
    {
        text = text.Trim() switch
        {
            "@yearly" or "@annually" => "0 0 1 1 *",
            "@monthly" => "0 0 1 * *",
            "@weekly" => "0 0 * * 0",
            "@daily" or "@midnight" => "0 0 * * *",
            "@hourly" => "0 * * * *",
            var other => other,
        };
        if (text.StartsWith("@every ", StringComparison.Ordinal))
            return GoDuration.Parse(text[7..].Trim()) is { TotalSeconds: >= 1 } duration ? new CronSchedule(duration) : null;

        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 5
            && CronField.Parse(fields[0], 0, 59, []) is { } minutes
            && CronField.Parse(fields[1], 0, 23, []) is { } hours
            && CronField.Parse(fields[2], 1, 31, []) is { } days
            && CronField.Parse(fields[3], 1, 12, Months) is { } months
            && CronField.Parse(fields[4], 0, 6, Days) is { } weekdays
            ? new CronSchedule(minutes, hours, days, months, weekdays)
            : null;
    }

    /// <summary>The first time after another. Times that a change of the clocks leaves out are left out. Null where there is none within five years (the 30th of February).</summary>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        if (minutes is null)
            return new DateTimeOffset(after.UtcTicks - (after.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) + every;

        var local = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        for (var day = local.Date; day <= local.Date.AddDays(LongestSearchDays); day = day.AddDays(1))
        {
            if (!IsDay(day))
                continue;
            foreach (var hour in hours!.Numbers.Order())
            {
                foreach (var minute in minutes.Numbers.Order())
                {
                    var time = day.AddHours(hour).AddMinutes(minute);
                    if (zone.IsInvalidTime(time))
                        continue;
                    var moment = new DateTimeOffset(time, Offset(zone, time)).ToUniversalTime();
                    if (moment > after)
                        return moment;
                }
            }
        }

        return null;
    }

    // Of a time that comes twice, the first.
    private static TimeSpan Offset(TimeZoneInfo zone, DateTime time) => zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max() : zone.GetUtcOffset(time);

    // Both day fields given: either is enough, as in every cron.
    private bool IsDay(DateTime day)
    {
        var (date, week) = (days!.Numbers.Contains(day.Day), weekdays!.Numbers.Contains((int)day.DayOfWeek));
        return months!.Numbers.Contains(day.Month) && (days.IsStar || weekdays.IsStar ? date && week : date || week);
    }
}
