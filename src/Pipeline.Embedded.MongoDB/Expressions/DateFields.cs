using System.Globalization;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>What was read of a date: a day by month, by day of the year or by ISO week, and a time.</summary>
internal record struct DateFields()
{
    public int? Year { get; set; }

    public int Month { get; set; } = 1;

    public int Day { get; set; } = 1;

    public int? DayOfYear { get; set; }

    public int? IsoYear { get; set; }

    public int IsoWeek { get; set; } = 1;

    public int IsoDay { get; set; } = 1;

    public int Hour { get; set; }

    public int Minute { get; set; }

    public int Second { get; set; }

    public int Millisecond { get; set; }

    /// <param name="text">What the fields were read from, for the message.</param>
    /// <param name="zone">Whose clock shows the fields.</param>
    public readonly DateTime ToUtc(string text, TimeZoneInfo zone)
    {
        if (Year is null && IsoYear is null)
            throw DateReader.Failed(text, "an incomplete date/time string has been found, with elements missing");
        if (Hour > 24 || Minute > 59 || Second > 59)
            throw DateReader.Failed(text, "unexpected character: the time is out of its range");
        try
        {
            var day = IsoYear is { } isoYear ? ISOWeek.ToDateTime(isoYear, IsoWeek, (DayOfWeek)(IsoDay % 7))
                : DayOfYear is { } dayOfYear ? new DateTime(Year!.Value, 1, 1).AddDays(dayOfYear - 1)
                : new DateTime(Year!.Value, Month, Day);
            return Dates.ToUtc(day.AddHours(Hour).AddMinutes(Minute).AddSeconds(Second).AddMilliseconds(Millisecond), zone);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw DateReader.Failed(text, "the parsed date was invalid");
        }
    }
}
