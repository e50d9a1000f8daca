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
        var work = new Stack<(string Name, int Next)>();
        foreach (var root in _predecessors.Keys)
        {
            if (seen.Add(root))
                work.Push((root, 0));
            while (work.TryPop(out var frame))
            {
                var predecessors = _predecessors[frame.Name];
                var next = frame.Next;
                while (next < predecessors.Count && !seen.Add(predecessors[next]))
                    next++;
                if (next == predecessors.Count)
                {
                    arranged.Add(frame.Name);
                    continue;
                }

                work.Push((frame.Name, next + 1));
                work.Push((predecessors[next], 0));
            }
        }

        return arranged;
    }
}
