using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Planning;

/// <summary>Which planned targets will not run, and why.</summary>
internal static class Skips
{
    public static Dictionary<string, string> Decide(TargetGraph graph, PlanRequest request, IReadOnlyList<string> requested, Dictionary<string, Membership.Cause> planned)
    {
        var reasons = new Dictionary<string, string>();
        var takesAlong = new HashSet<string>();
        var done = new HashSet<string>(request.AlreadyDone, StringComparer.OrdinalIgnoreCase);
        foreach (var name in planned.Keys)
        {
            var target = graph.Find(name)!;
            if (done.Contains(name))
            {
                // Done is not skipped: what it needs and hasn't been done runs, whatever WhenSkipped says.
                reasons.Add(name, "done in the run before");
                continue;
            }

            var isSkippedByName = IsSkippedByName(name, request, requested);
            if ((isSkippedByName ? "--skip" : UnmetCondition(target, request)) is not { } reason)
                continue;
            reasons.Add(name, reason);
            if ((target.WhenSkipped ?? (isSkippedByName ? DependencySkip.Skip : DependencySkip.Execute)) == DependencySkip.Skip)
                takesAlong.Add(name);
        }

        if (takesAlong.Count == 0)
            return reasons;

        TakeAlong(graph, requested, planned, takesAlong, reasons);
        return reasons;
    }

    private static void TakeAlong(TargetGraph graph, IReadOnlyList<string> requested, Dictionary<string, Membership.Cause> planned, HashSet<string> takesAlong, Dictionary<string, string> reasons)
    {
        var live = StillNeeded(graph, requested, takesAlong);
        var taken = planned.Keys.Where(x => !live.Contains(x) && !reasons.ContainsKey(x)).ToList();
        var neededBy = SkippedThatNeed(graph, [.. reasons.Keys, .. taken]);
        foreach (var name in taken)
            reasons.Add(name, $"only {string.Join(", ", neededBy[name])} (skipped) needed it");
    }

    private static bool IsSkippedByName(string name, PlanRequest request, IReadOnlyList<string> requested)
    {
        foreach (var skip in request.Skip)
        {
            if (string.Equals(skip, name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return request.SkipAllOthers && !requested.Contains(name);
    }

    private static string? UnmetCondition(TargetDefinition target, PlanRequest request)
    {
        foreach (var condition in target.StaticConditions)
        {
            if (!condition.IsMetFor(target.Name, request.IsMet))
                return condition.Text;
        }

        return null;
    }

    private static HashSet<string> StillNeeded(TargetGraph graph, IReadOnlyList<string> requested, HashSet<string> takesAlong)
    {
        var live = new HashSet<string>(requested);
        var queue = new Queue<string>(requested);
        while (queue.TryDequeue(out var name))
        {
            if (takesAlong.Contains(name))
                continue;
            foreach (var next in graph.DependenciesOf(name).Concat(graph.TriggersOf(name)))
            {
                if (live.Add(next))
                    queue.Enqueue(next);
            }
        }

        return live;
    }

    private static Dictionary<string, List<string>> SkippedThatNeed(TargetGraph graph, IReadOnlyList<string> skipped)
    {
        var neededBy = new Dictionary<string, List<string>>();
        foreach (var name in skipped)
        {
            foreach (var other in graph.DependenciesOf(name).Union(graph.TriggersOf(name)))
            {
                if (!neededBy.TryGetValue(other, out var names))
                    neededBy.Add(other, names = []);
                names.Add(name);
            }
        }

        return neededBy;
    }
}
