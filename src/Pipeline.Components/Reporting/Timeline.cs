using Pipeline.Engine.Execution;
using Pipeline.Engine.Reporting;

namespace Pipeline.Components.Reporting;

/// <summary>A run as bars over time: where each target's stands, which wait for which, and where the time went.</summary>
internal sealed record Timeline
{
    private static readonly double[] s_steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 36_000];

    /// <summary>In plan order.</summary>
    public required IReadOnlyList<TimelineBar> Bars { get; init; }

    public required IReadOnlyList<TimelineLink> Links { get; init; }

    /// <summary>Null where targets ran one after another.</summary>
    public CriticalPath? CriticalPath { get; init; }

    /// <summary>Seconds from the start, with their place.</summary>
    public required IReadOnlyList<(double Seconds, double Percent)> Ticks { get; init; }

    public static Timeline Of(DeliveryRun run)
    {
        var end = Math.Max(run.Result.Duration.Ticks, run.Result.Targets.Max(x => (long?)(x.StartedAfter + x.Duration).Ticks) ?? 0);
        var seconds = Math.Max(0.1, TimeSpan.FromTicks(end).TotalSeconds);
        var path = CriticalPath.Of(run.Plan, run.Result);
        var critical = new HashSet<string>(path?.Targets ?? [], StringComparer.OrdinalIgnoreCase);
        List<TimelineBar> bars = [.. run.Result.Targets.Select(x => new TimelineBar(x, Percent(x.StartedAfter.TotalSeconds, seconds), Percent(x.Duration.TotalSeconds, seconds), critical.Contains(x.Name)))];
        return new Timeline { Bars = bars, Links = LinksOf(run, bars, path), CriticalPath = path, Ticks = TicksOf(seconds) };
    }

    private static double Percent(double part, double whole) => Math.Clamp(100 * part / whole, 0, 100);

    private static List<(double, double)> TicksOf(double seconds)
    {
        var step = s_steps.FirstOrDefault(x => seconds / x <= 6, seconds);
        return [.. Enumerable.Range(0, (int)(seconds / step) + 1).Select(x => (x * step, 100 * x * step / seconds))];
    }

    /// <summary>What a target waits for, but what others that it waits for wait for already; and the critical path, which is shown in any case.</summary>
    private static List<TimelineLink> LinksOf(DeliveryRun run, List<TimelineBar> bars, CriticalPath? path)
    {
        var rows = bars.Select((bar, row) => (bar, row)).Where(x => x.bar.HasTime).ToDictionary(x => x.bar.Result.Name, x => x.row, StringComparer.OrdinalIgnoreCase);
        var links = new Dictionary<(int From, int To), TimelineLink>();
        var before = new Dictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var target in run.Plan.Targets)
        {
            var all = new HashSet<string>(target.WaitsFor, StringComparer.OrdinalIgnoreCase);
            foreach (var waited in target.WaitsFor)
                all.UnionWith(before.GetValueOrDefault(waited) ?? []);
            before[target.Name] = all;
            foreach (var waited in target.WaitsFor.Where(x => !target.WaitsFor.Any(y => before.GetValueOrDefault(y)?.Contains(x) ?? false)))
            {
                if (rows.TryGetValue(waited, out var from) && rows.TryGetValue(target.Name, out var to))
                    links[(from, to)] = new TimelineLink(from, to, IsCritical: false, target.Needs.Contains(waited, StringComparer.OrdinalIgnoreCase));
            }
        }

        foreach (var (earlier, later) in path is null ? [] : path.Targets.Zip(path.Targets.Skip(1)))
        {
            if (rows.TryGetValue(earlier, out var from) && rows.TryGetValue(later, out var to))
                links[(from, to)] = new TimelineLink(from, to, IsCritical: true, IsNeeded: true);
        }

        return [.. links.Values.OrderBy(x => x.IsCritical).ThenBy(x => x.From).ThenBy(x => x.To)];
    }
}

/// <summary>A target's bar.</summary>
internal sealed record TimelineBar(TargetResult Result, double Start, double Width, bool IsCritical)
{
    public bool HasTime => StatusText.HasTime(Result);

    public double End => Math.Min(100, Start + Width);
}

/// <summary>One bar waits for another.</summary>
/// <param name="From">Row of the earlier.</param>
/// <param name="To">Row of the later.</param>
/// <param name="IsCritical">Whether it is on the critical path.</param>
/// <param name="IsNeeded">False where the later one only comes after.</param>
internal sealed record TimelineLink(int From, int To, bool IsCritical, bool IsNeeded);
