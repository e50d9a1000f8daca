using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Planning;

/// <summary>Which targets a request brings into a plan, and through whom.</summary>
internal static class Membership
{
    /// <summary>Everything reachable over dependencies and triggers, in the order of discovery, with the first cause of each.</summary>
    public static Dictionary<string, Cause> Of(TargetGraph graph, IReadOnlyList<string> requested)
    {
        var causes = new Dictionary<string, Cause>();
        var queue = new Queue<string>();
        foreach (var name in requested)
            Include(name, new Cause("requested"));

        // Dependencies first and to the end, so that a target which is both needed and triggered counts as needed.
        var triggerSources = new Queue<string>();
        while (queue.Count > 0 || triggerSources.Count > 0)
        {
            if (queue.TryDequeue(out var name))
            {
                triggerSources.Enqueue(name);
                foreach (var dependency in graph.DependenciesOf(name))
                    Include(dependency, new Cause($"needed by {name}"));
            }
            else
            {
                var source = triggerSources.Dequeue();
                foreach (var triggered in graph.TriggersOf(source))
                    Include(triggered, new Cause($"triggered by {source}") { TriggeredBy = source });
            }
        }

        return causes;

        void Include(string name, Cause cause)
        {
            if (causes.TryAdd(name, cause))
                queue.Enqueue(name);
        }
    }

    internal sealed record Cause(string Text)
    {
        public string? TriggeredBy { get; init; }
    }
}
