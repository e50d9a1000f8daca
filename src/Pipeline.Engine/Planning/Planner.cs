using Pipeline.Engine.Targets;
using Pipeline.Errors;

namespace Pipeline.Engine.Planning;

/// <summary>Makes a plan from a graph and a request. Pure: the same input gives the same plan.</summary>
public static class Planner
{
    /// <summary>Plans the targets asked for and everything they need. Unknown names are reported all at once, with near misses.</summary>
    public static Plan Create(TargetGraph graph, PlanRequest request)
    {
        var requested = Resolve(graph, request);
        var causes = Membership.Of(graph, requested);
        var skipReasons = Skips.Decide(graph, request, requested, causes);

        var planned = new List<PlannedTarget>(causes.Count);
        var order = new ExecutionOrder(graph, causes);
        foreach (var name in order.Arrange())
        {
            var dependencies = graph.DependenciesOf(name).ToList();
            if (causes[name].TriggeredBy is { } trigger && !dependencies.Contains(trigger))
                dependencies.Add(trigger);
            planned.Add(new PlannedTarget
            {
                Definition = graph.Find(name)!,
                Cause = causes[name].Text,
                Needs = dependencies,
                WaitsFor = order.PredecessorsOf(name),
                SkipReason = skipReasons.GetValueOrDefault(name),
            });
        }

        return new Plan { Targets = planned, Requested = requested };
    }

    private static List<string> Resolve(TargetGraph graph, PlanRequest request)
    {
        var unknown = request.Targets.Concat(request.Skip)
            .Where(x => graph.Find(x) is null)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(x => $"Unknown target '{x}'.{NearMiss.Hint(x, graph.Targets.Select(target => target.Name))}")
            .ToList();
        if (unknown.Count > 0)
            throw new PipelineException(TargetErrors.UnknownTarget, $"{string.Join(Environment.NewLine, unknown)} Run with --list for all targets.") { ExitCode = 2 };

        List<string> requested = request.Targets.Count > 0
            ? [.. request.Targets.Select(x => graph.Find(x)!.Name).Distinct()]
            : [.. graph.Targets.Where(x => x.IsDefault).Select(x => x.Name)];
        return requested.Count > 0
            ? requested
            : throw new PipelineException(TargetErrors.NoTarget, "No target was named, and this build has no default target. Run with --list for all targets.") { ExitCode = 2 };
    }
}
