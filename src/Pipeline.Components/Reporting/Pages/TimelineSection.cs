using System.Globalization;
using System.Xml.Linq;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Reporting;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>Where the time went: names beside, bars over time, lines for what waited for what. Places are in percent, so that it fits a phone too.</summary>
internal static class TimelineSection
{
    private const int RowHeight = 28;
    private const int BarHeight = 14;
    private const int Top = 24;
    private const int Arrow = 4;

    public static XElement Of(DeliveryRun run)
    {
        var timeline = Timeline.Of(run);
        return Section("timeline", "Targets over time",
            timeline.Bars.Count == 0 ? Paragraph("No target was planned.") : Tag.Of("div", Class("timeline"), Names(timeline), Chart(timeline)),
            Legend(timeline),
            Path(timeline, run),
            timeline.Bars.Count > 0 ? Tag.Of("details", Tag.Of("summary", "All targets as a table"), Listing(timeline)) : null);
    }

    private static XElement Names(Timeline timeline) => Tag.Of("ol", Class("names"), timeline.Bars.Select(x => Tag.Of("li",
        Class($"{Kind(x.Result.Status)}{(x.IsCritical ? " critical" : "")}"),
        Tag.Of("span", Class("sign"), With("aria-hidden", "true"), Tones.Sign(x.Result.Status)),
        Tag.Of("span", Class("name"), With("title", x.Result.Name), x.Result.Name),
        Tag.Of("span", Class("took"), x.HasTime ? DurationText.Of(x.Result.Duration) : StatusText.Word(x.Result.Status).ToLowerInvariant()))));

    private static XElement Chart(Timeline timeline) => Tag.Of("svg",
        Class("chart"), With("height", Top + (RowHeight * timeline.Bars.Count)), With("role", "img"), With("aria-label", "Each target as a bar over time; the table below says the same."),
        Tag.Of("defs", Marker("arrow", "link"), Marker("arrow-critical", "link critical")),
        timeline.Ticks.Select((x, i) => Tick(x, i % 2 == 1 ? "tick odd" : "tick")),
        timeline.Links.Select(x => Link(timeline, x)),
        timeline.Bars.Select(Bar));

    private static XElement Marker(string id, string kind) => Tag.Of("marker",
        With("id", id), With("viewBox", "0 0 8 8"), With("refX", 7), With("refY", 4), With("markerWidth", 7), With("markerHeight", 7), With("markerUnits", "userSpaceOnUse"), With("orient", "auto"),
        Tag.Of("path", Class($"{kind} head"), With("d", "M0 0L8 4L0 8Z")));

    private static IEnumerable<XElement> Tick((double Seconds, double Percent) tick, string kind)
    {
        yield return Tag.Of("line", Class(kind), With("x1", Share(tick.Percent)), With("x2", Share(tick.Percent)), With("y1", Top - 6), With("y2", "100%"));
        yield return Tag.Of("text", Class(kind), With("x", Share(tick.Percent)), With("y", 12), With("text-anchor", tick.Percent <= 2 ? "start" : tick.Percent > 94 ? "end" : "middle"), Label(tick.Seconds));
    }

    /// <summary>Down from where the earlier one ends, then across to where the later one begins.</summary>
    private static IEnumerable<XElement> Link(Timeline timeline, TimelineLink link)
    {
        var (from, to) = (timeline.Bars[link.From], timeline.Bars[link.To]);
        var kind = $"link{(link.IsCritical ? " critical" : link.IsNeeded ? "" : " only-after")}";
        var (x1, x2) = (from.End, Math.Max(from.End, to.Start));
        var down = link.To > link.From;
        var marker = With("marker-end", $"url(#arrow{(link.IsCritical ? "-critical" : "")})");
        var isAcross = x2 - x1 > 2;
        var y1 = Middle(link.From) + (down ? BarHeight / 2 : -BarHeight / 2);
        var y2 = isAcross ? Middle(link.To) : Middle(link.To) - (down ? (BarHeight / 2) + 1 : -(BarHeight / 2) - 1);
        yield return Tag.Of("line", Class(kind), With("x1", Share(x1)), With("x2", Share(x1)), With("y1", y1), With("y2", y2), isAcross ? null : marker);
        if (isAcross)
            yield return Tag.Of("line", Class(kind), With("x1", Share(x1)), With("x2", Share(x2)), With("y1", y2), With("y2", y2), marker);
    }

    private static XElement Bar(TimelineBar bar, int row) => !bar.HasTime
        ? Tag.Of("text", Class("reason"), With("x", 4), With("y", Middle(row) + Arrow), bar.Result.Reason is { } reason ? $"{StatusText.Word(bar.Result.Status).ToLowerInvariant()}: {reason}" : StatusText.Word(bar.Result.Status).ToLowerInvariant())
        : Tag.Of("g", Class($"bar {Kind(bar.Result.Status)}{(bar.IsCritical ? " critical" : "")}"),
            Tag.Of("title", $"{bar.Result.Name}: {StatusText.Word(bar.Result.Status).ToLowerInvariant()}, {DurationText.Of(bar.Result.Duration)}, from {DurationText.Of(bar.Result.StartedAfter)}"),
            // Whatever is too short to be seen is a line at least.
            Tag.Of("line", With("x1", Share(bar.Start)), With("x2", Share(bar.Start)), With("y1", Middle(row) - (BarHeight / 2)), With("y2", Middle(row) + (BarHeight / 2))),
            Tag.Of("rect", With("x", Share(bar.Start)), With("width", Share(Math.Min(bar.Width, 100 - bar.Start))), With("y", Middle(row) - (BarHeight / 2)), With("height", BarHeight), With("rx", 3)));

    private static XElement Legend(Timeline timeline) => Tag.Of("ul", Class("legend"),
        timeline.Bars.Select(x => x.Result.Status).Distinct().Order().Select(x => Tag.Of("li", Class(Kind(x)), Tag.Of("span", Class("swatch"), Tones.Sign(x)), StatusText.Word(x).ToLowerInvariant())),
        timeline.CriticalPath is null ? null : Tag.Of("li", Class("critical"), Tag.Of("span", Class("swatch line")), "critical path"));

    private static XElement Path(Timeline timeline, DeliveryRun run)
    {
        var work = TimeSpan.FromTicks(run.Result.Targets.Sum(x => x.Duration.Ticks));
        return timeline.CriticalPath is { } path
            ? Soft($"Critical path {DurationText.Of(path.Duration)}: {string.Join(" → ", path.Targets)}. One after another it would have taken {DurationText.Of(work)}; it took {DurationText.Of(run.Result.Duration)}.")
            : Soft($"The targets ran one after another; all of it took {DurationText.Of(run.Result.Duration)}.");
    }

    private static XElement Listing(Timeline timeline) => Table("Targets", ["Target", "Result", "Started", "Took", "What it reported"], timeline.Bars.Select(x => new object?[]
    {
        x.Result.Name,
        Badge(Tones.Of(x.Result.Status), StatusText.Word(x.Result.Status).ToLowerInvariant()),
        x.HasTime ? DurationText.Of(x.Result.StartedAfter) : "",
        x.HasTime ? DurationText.Of(x.Result.Duration) : "",
        Details.Of(x.Result),
    }));

    private static int Middle(int row) => Top + (row * RowHeight) + (RowHeight / 2);

    private static string Share(double percent) => percent.ToString("0.###", CultureInfo.InvariantCulture) + "%";

    private static string Kind(TargetStatus status) => status switch
    {
        TargetStatus.NotRun => "not-run",
        TargetStatus.WouldRun => "not-run",
        _ => status.ToString().ToLowerInvariant(),
    };

    private static string Label(double seconds) => seconds switch
    {
        0 => "0",
        < 60 => $"{seconds.ToString("0.#", CultureInfo.InvariantCulture)} s",
        < 3600 when seconds % 60 == 0 => $"{(int)seconds / 60} min",
        < 3600 => $"{(int)seconds / 60}:{(int)seconds % 60:00}",
        _ => $"{(int)seconds / 3600}:{(int)seconds % 3600 / 60:00} h",
    };
}
