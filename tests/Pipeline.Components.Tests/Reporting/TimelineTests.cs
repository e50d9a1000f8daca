using Pipeline.Components.Reporting;
using Pipeline.Engine.Execution;
using static Pipeline.Components.Tests.Reporting.SampleRun;

namespace Pipeline.Components.Tests.Reporting;

public class TimelineTests
{
    [Fact]
    public void Bars_stand_where_their_time_was()
    {
        var timeline = Timeline.Of(Of([(Planned("A"), Ended("A", TargetStatus.Succeeded, 0, 5)), (Planned("B", "A"), Ended("B", TargetStatus.Succeeded, 5, 15))], 20));

        Assert.Equal([(0, 25), (25, 75)], timeline.Bars.Select(x => (x.Start, x.Width)));
        Assert.Equal([0, 5, 10, 15, 20], timeline.Ticks.Select(x => x.Seconds));
        Assert.Equal(100, timeline.Ticks[^1].Percent);
    }

    [Fact]
    public void A_line_that_others_make_plain_is_left_out()
    {
        var timeline = Timeline.Of(Of([(Planned("A"), Ended("A", TargetStatus.Succeeded, 0, 1)), (Planned("B", "A"), Ended("B", TargetStatus.Succeeded, 1, 1)), (Planned("C", "A", "B"), Ended("C", TargetStatus.Succeeded, 2, 1))], 3));

        Assert.Equal([(0, 1), (1, 2)], timeline.Links.Select(x => (x.From, x.To)));
        Assert.Null(timeline.CriticalPath);
    }

    [Fact]
    public void What_only_comes_after_is_told_from_what_is_needed()
    {
        var after = Planned("B") with { WaitsFor = ["A"] };

        var timeline = Timeline.Of(Of([(Planned("A"), Ended("A", TargetStatus.Succeeded, 0, 1)), (after, Ended("B", TargetStatus.Succeeded, 1, 1))], 2));

        Assert.False(Assert.Single(timeline.Links).IsNeeded);
    }

    [Fact]
    public void Nothing_leads_to_a_target_that_never_ran()
    {
        var timeline = Timeline.Of(Of([(Planned("A"), Ended("A", TargetStatus.Failed, 0, 1)), (Planned("B", "A"), Ended("B", TargetStatus.NotRun))], 1));

        Assert.Empty(timeline.Links);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.004)]
    [InlineData(59.9)]
    [InlineData(3601)]
    [InlineData(400_000)]
    public void There_are_few_ticks_however_long_it_took(double seconds)
    {
        var timeline = Timeline.Of(Of([(Planned("A"), Ended("A", TargetStatus.Succeeded, 0, seconds))], seconds));

        Assert.InRange(timeline.Ticks.Count, 1, 7);
        Assert.All(timeline.Ticks, x => Assert.InRange(x.Percent, 0, 100));
        Assert.All(timeline.Bars, x => Assert.InRange(x.End, 0, 100));
    }
}
