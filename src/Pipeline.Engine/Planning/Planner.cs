using Pipeline.Engine.Suggestions;
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
            var dependencies = new List<string>(graph.DependenciesOf(name));
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
        // No LINQ here: every start of a build comes by, and loading and compiling it costs a millisecond.
        var requested = new List<string>();
        var unknown = new List<string>();
        foreach (var name in request.Targets)
            Add(graph, name, requested, unknown);
        foreach (var name in request.Skip)
            Add(graph, name, [], unknown);
        if (unknown.Count > 0)
        {
            var lines = unknown.Select(x => $"Unknown target '{x}'.{NearMisses.Hint(x, graph.Targets.Select(target => target.Name))}");
            throw new PipelineException(TargetErrors.UnknownTarget, $"{string.Join(Environment.NewLine, lines)} Run with --list for all targets.") { ExitCode = 2 };
        }

        if (request.Targets.Count == 0)
        {
            foreach (var target in graph.Targets)
            {
                if (target.IsDefault)
                    requested.Add(target.Name);
            }
        }

        return requested.Count > 0
            ? requested
            : throw new PipelineException(TargetErrors.NoTarget, "No target was named, and this build has no default target. Run with --list for all targets.") { ExitCode = 2 };
    }

    private static void Add(TargetGraph graph, string name, List<string> known, List<string> unknown)
    {
        if (graph.Find(name) is not { } target)
        {
            if (!unknown.Contains(name, StringComparer.OrdinalIgnoreCase))
                unknown.Add(name);
        }
        else if (!known.Contains(target.Name))
        {
            known.Add(target.Name);
        }
    }
}
