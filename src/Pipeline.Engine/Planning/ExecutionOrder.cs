using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Planning;

/// <summary>Puts planned targets into an order that satisfies every relation; ties keep the order in which they were asked for and declared.</summary>
internal sealed class ExecutionOrder
{
    private readonly Dictionary<string, List<string>> _predecessors;

    public ExecutionOrder(TargetGraph graph, Dictionary<string, Membership.Cause> planned)
    {
        _predecessors = new Dictionary<string, List<string>>(planned.Count);
        foreach (var name in planned.Keys)
        {
            var predecessors = new List<string>(graph.DependenciesOf(name));
            foreach (var other in graph.OrderedAfter(name))
            {
                if (planned.ContainsKey(other) && !predecessors.Contains(other))
                    predecessors.Add(other);
            }

            _predecessors.Add(name, predecessors);
        }

        foreach (var name in planned.Keys)
        {
            foreach (var triggered in graph.TriggersOf(name))
            {
                if (!_predecessors[triggered].Contains(name))
                    _predecessors[triggered].Add(name);
            }
        }
    }

    public IReadOnlyList<string> PredecessorsOf(string name) => _predecessors[name];

    public IReadOnlyList<string> Arrange()
    {
        var arranged = new List<string>(_predecessors.Count);
        var seen = new HashSet<string>(_predecessors.Count);

        // Depth first, with the way down to the current target in two lists (a stack of pairs costs compile time at each start).
        var way = new List<string>();
        var nextOf = new List<int>();
        foreach (var root in _predecessors.Keys)
        {
            Descend(root);
            while (way.Count > 0)
            {
                var predecessors = _predecessors[way[^1]];
                if (nextOf[^1] < predecessors.Count)
                {
                    Descend(predecessors[nextOf[^1]++]);
                    continue;
                }

                arranged.Add(way[^1]);
                way.RemoveAt(way.Count - 1);
                nextOf.RemoveAt(nextOf.Count - 1);
            }
        }

        return arranged;

        void Descend(string name)
        {
            if (!seen.Add(name))
                return;
            way.Add(name);
            nextOf.Add(0);
        }
    }
}
