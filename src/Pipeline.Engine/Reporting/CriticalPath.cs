using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting;

/// <summary>The chain of targets, each waiting for the one before, that took longest: no number of workers makes the run shorter.</summary>
/// <param name="Targets">The chain, first to last.</param>
/// <param name="Duration">The sum of their times.</param>
public sealed record CriticalPath(IReadOnlyList<string> Targets, TimeSpan Duration)
{
    /// <summary>The chain, or null where the run was not parallel or took no time.</summary>
    public static CriticalPath? Of(Plan plan, RunResult run)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(run);
        return HasOverlap(run) ? Find(plan, run) : null;
    }

    private static CriticalPath? Find(Plan plan, RunResult run)
    {
        var durations = new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase);
        foreach (var target in run.Targets)
            durations[target.Name] = target.Duration;

        var best = new Dictionary<string, (TimeSpan Total, string? Before)>(StringComparer.OrdinalIgnoreCase);
        string? last = null;
        foreach (var target in plan.Targets)
        {
            var (total, before) = (TimeSpan.Zero, (string?)null);
            foreach (var waited in target.WaitsFor)
            {
                if (best.TryGetValue(waited, out var found) && found.Total > total)
                    (total, before) = (found.Total, waited);
            }

            total += durations.GetValueOrDefault(target.Name);
            best[target.Name] = (total, before);
            if (last is null || total > best[last].Total)
                last = target.Name;
        }

        if (last is null || best[last].Total == TimeSpan.Zero)
            return null;

        var chain = new List<string>();
        for (var name = last; name is not null; name = best[name].Before)
        {
            if (durations.GetValueOrDefault(name) > TimeSpan.Zero)
                chain.Add(name);
        }

        chain.Reverse();
        return new CriticalPath(chain, best[last].Total);
    }

    /// <summary>More work than time: something ran at once. (No sort: its code would be compiled at the end of every short run.)</summary>
    private static bool HasOverlap(RunResult run)
    {
        var (work, start, end) = (0L, long.MaxValue, 0L);
        foreach (var target in run.Targets)
        {
            if (target.Duration <= TimeSpan.Zero)
                continue;
            work += target.Duration.Ticks;
            start = Math.Min(start, target.StartedAfter.Ticks);
            end = Math.Max(end, target.StartedAfter.Ticks + target.Duration.Ticks);
        }

        return work > 0 && work > end - start;
    }
}
