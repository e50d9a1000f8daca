using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Planning;

/// <summary>Which planned targets will not run, and why.</summary>
internal static class Skips
{
    public static Dictionary<string, string> Decide(TargetGraph graph, PlanRequest request, IReadOnlyList<string> requested, Dictionary<string, Membership.Cause> planned)
    {
        var reasons = new Dictionary<string, string>();
        var takesAlong = new HashSet<string>();
        foreach (var name in planned.Keys)
        {
            var target = graph.Find(name)!;
            if (ReasonOf(target, request, requested) is not var (reason, ownDefault))
                continue;
            reasons.Add(name, reason);
            if ((target.WhenSkipped ?? ownDefault) == DependencySkip.Skip)
                takesAlong.Add(name);
        }

        if (takesAlong.Count == 0)
            return reasons;

        var live = StillNeeded(graph, requested, takesAlong);
        foreach (var name in planned.Keys)
        {
            if (!live.Contains(name) && !reasons.ContainsKey(name))
                reasons.Add(name, $"only {OnlyNeededBy(graph, name, reasons)} needed it");
        }

        return reasons;
    }

    private static (string Reason, DependencySkip OwnDefault)? ReasonOf(TargetDefinition target, PlanRequest request, IReadOnlyList<string> requested)
    {
        if (request.AlreadyDone.Contains(target.Name))
            return ("done in the run before", DependencySkip.Execute);
        if (request.Skip.Contains(target.Name, StringComparer.OrdinalIgnoreCase))
            return ("--skip", DependencySkip.Skip);
        if (request.SkipAllOthers && !requested.Contains(target.Name))
            return ("--skip", DependencySkip.Skip);
        foreach (var condition in target.StaticConditions)
        {
            if (!request.IsMet(condition))
                return (condition.Text, DependencySkip.Execute);
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

    private static string OnlyNeededBy(TargetGraph graph, string name, Dictionary<string, string> reasons)
    {
        var parents = graph.Targets
            .Select(x => x.Name)
            .Where(x => reasons.ContainsKey(x) && (graph.DependenciesOf(x).Contains(name) || graph.TriggersOf(x).Contains(name)));
        var names = string.Join(", ", parents);
        return names.Length > 0 ? $"{names} (skipped)" : "a skipped target";
    }
}
