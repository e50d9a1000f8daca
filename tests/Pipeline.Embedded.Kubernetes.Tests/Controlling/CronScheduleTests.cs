using Pipeline.Embedded.Kubernetes.Controlling.CronJobs;

namespace Pipeline.Embedded.Kubernetes.Tests.Controlling;

public class CronScheduleTests
{
    [Theory]
    [InlineData("* * * * *", "2026-03-01T10:00:30Z", "2026-03-01T10:01:00Z")]
    [InlineData("*/15 * * * *", "2026-03-01T10:45:00Z", "2026-03-01T11:00:00Z")]
    [InlineData("5/20 * * * *", "2026-03-01T10:06:00Z", "2026-03-01T10:25:00Z")]
    [InlineData("30 2 * * *", "2026-03-01T02:30:00Z", "2026-03-02T02:30:00Z")]
    [InlineData("0 0 1 * *", "2026-12-15T00:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("0 9 * * MON-FRI", "2026-03-06T09:00:00Z", "2026-03-09T09:00:00Z")]
    [InlineData("0 0 29 2 *", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 0 13 * FRI", "2026-03-01T00:00:00Z", "2026-03-06T00:00:00Z")]
    [InlineData("@hourly", "2026-03-01T10:00:01Z", "2026-03-01T11:00:00Z")]
    [InlineData("@weekly", "2026-03-02T00:00:00Z", "2026-03-08T00:00:00Z")]
    [InlineData("@every 1h30m", "2026-03-01T10:00:00Z", "2026-03-01T11:30:00Z")]
    public void The_next_time_follows(string schedule, string after, string next) =>
        Assert.Equal(At(next), CronSchedule.Parse(schedule)!.Next(At(after), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("* * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("* * * 13 *")]
    [InlineData("*/0 * * * *")]
    [InlineData("5-1 * * * *")]
    [InlineData("a * * * *")]
    [InlineData("@sometimes")]
    [InlineData("@every 1x")]
    public void What_is_no_schedule_is_none(string schedule) => Assert.Null(CronSchedule.Parse(schedule));

    [Fact]
    public void A_day_that_never_comes_has_no_next_time() => Assert.Null(CronSchedule.Parse("0 0 30 2 *")!.Next(At("2026-03-01T00:00:00Z"), TimeZoneInfo.Utc));

    [Fact]
    public void A_time_zone_keeps_its_local_time_when_the_clocks_change()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var schedule = CronSchedule.Parse("30 6 * * *")!;

        Assert.Equal(At("2026-03-28T05:30:00Z"), schedule.Next(At("2026-03-27T12:00:00Z"), berlin));
        Assert.Equal(At("2026-03-29T04:30:00Z"), schedule.Next(At("2026-03-28T12:00:00Z"), berlin));
    }

    [Fact]
    public void A_local_time_that_the_clocks_leave_out_is_left_out()
    {
        // 2:30 on the 29th of March doesn't exist in Berlin.
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.Equal(At("2026-03-30T00:30:00Z"), CronSchedule.Parse("30 2 * * *")!.Next(At("2026-03-28T12:00:00Z"), berlin));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
