using System.Globalization;
using Pipeline.Releases.Policies;

namespace Pipeline.Releases.Tests.Policies;

public class FreezeWindowTests
{
    private static readonly FreezeWindow Weekend = FreezeWindow.Weekly((DayOfWeek.Friday, new TimeOnly(16, 0)), (DayOfWeek.Monday, new TimeOnly(8, 0)), "Europe/Berlin", "weekend");

    [Theory]
    [InlineData("2026-11-20T14:59:59Z", null)]
    [InlineData("2026-11-20T15:00:00Z", "2026-11-23T07:00:00Z")]
    [InlineData("2026-11-22T12:00:00Z", "2026-11-23T07:00:00Z")]
    [InlineData("2026-11-23T06:59:59Z", "2026-11-23T07:00:00Z")]
    [InlineData("2026-11-23T07:00:00Z", null)]
    [InlineData("2026-11-25T12:00:00Z", null)]
    // Summer time: Berlin is two hours ahead.
    [InlineData("2026-07-03T13:59:59Z", null)]
    [InlineData("2026-07-03T14:00:00Z", "2026-07-06T06:00:00Z")]
    // Clocks go back on Sunday 2026-10-25: the window is an hour longer.
    [InlineData("2026-10-23T14:00:00Z", "2026-10-26T07:00:00Z")]
    public void A_weekly_freeze_follows_the_clock_of_its_place(string time, string? end) => Assert.Equal(At(end), Weekend.EndAt(At(time)!.Value));

    [Theory]
    [InlineData("2026-11-23T15:00:00Z", "2026-11-24T08:00:00Z")]
    [InlineData("2026-11-24T07:59:00Z", "2026-11-24T08:00:00Z")]
    [InlineData("2026-11-24T08:00:00Z", null)]
    public void A_freeze_may_end_the_day_after_or_a_week_later(string time, string? end)
    {
        var night = FreezeWindow.Weekly((DayOfWeek.Monday, new TimeOnly(15, 0)), (DayOfWeek.Tuesday, new TimeOnly(8, 0)), "UTC", "night");
        var allButAnHour = FreezeWindow.Weekly((DayOfWeek.Monday, new TimeOnly(8, 0)), (DayOfWeek.Monday, new TimeOnly(7, 0)), "UTC", "nearly always");

        Assert.Equal(At(end), night.EndAt(At(time)!.Value));
        Assert.Equal(At("2026-11-30T07:00:00Z"), allButAnHour.EndAt(At(time)!.Value));
    }

    [Theory]
    [InlineData("2026-12-19T22:59:00Z", false)]
    [InlineData("2026-12-19T23:00:00Z", true)]
    [InlineData("2027-01-03T22:59:59Z", true)]
    [InlineData("2027-01-03T23:00:00Z", false)]
    public void Dates_are_whole_days_of_a_place(string time, bool isFrozen) =>
        Assert.Equal(isFrozen, FreezeWindow.Dates(new DateOnly(2026, 12, 20), new DateOnly(2027, 1, 3), "Europe/Berlin", "holidays").EndAt(At(time)!.Value) is not null);

    [Fact]
    public void What_cannot_be_a_window_is_refused()
    {
        Assert.Throws<ArgumentException>(() => FreezeWindow.Dates(new DateOnly(2026, 12, 20), new DateOnly(2026, 12, 19), "UTC", "x"));
        Assert.Throws<TimeZoneNotFoundException>(() => FreezeWindow.Dates(new DateOnly(2026, 12, 20), new DateOnly(2026, 12, 21), "Europe/Nowhere", "x"));
        Assert.Equal("Friday 16:00 to Monday 08:00 (Europe/Berlin)", Weekend.ToString());
    }

    private static DateTimeOffset? At(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
