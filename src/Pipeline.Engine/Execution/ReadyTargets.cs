using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Execution;

/// <summary>Which targets of a plan may start: those whose predecessors have all ended, the first in the plan first.</summary>
internal sealed class ReadyTargets
{
    private readonly Plan _plan;
    private readonly Dictionary<string, int> _positions;
    private readonly int[] _unfinished;
    private readonly bool[] _taken;
    private readonly List<int>?[] _successors;
    private int _first;
    private int _count;

    public ReadyTargets(Plan plan)
    {
        var count = plan.Targets.Count;
        (_plan, _positions, _unfinished, _taken, _successors) = (plan, new Dictionary<string, int>(count), new int[count], new bool[count], new List<int>?[count]);
        for (var i = 0; i < count; i++)
        {
            var target = plan.Targets[i];
            foreach (var predecessor in target.WaitsFor)
            {
                // Keeps a plan that nobody's planner made from ending in a run that waits for ever.
                if (!_positions.TryGetValue(predecessor, out var position))
                    throw new ArgumentException($"The plan has '{target.Name}' before '{predecessor}', which it waits for.", nameof(plan));
                (_successors[position] ??= []).Add(i);
            }

            _unfinished[i] = target.WaitsFor.Count;
            _count += target.WaitsFor.Count == 0 ? 1 : 0;
            _positions.Add(target.Name, i);
        }
    }

    public bool Any => _count > 0;

    public PlannedTarget this[string name] => _plan.Targets[_positions[name]];

    public int PositionOf(string name) => _positions[name];

    public PlannedTarget? Take()
    {
        if (_count == 0)
            return null;
        while (_taken[_first])
            _first++;
        var position = _first;
        while (_taken[position] || _unfinished[position] > 0)
            position++;
        _taken[position] = true;
        _count--;
        return _plan.Targets[position];
    }

    public void Ended(string name)
    {
        foreach (var successor in _successors[_positions[name]] ?? [])
        {
            if (--_unfinished[successor] == 0)
                _count++;
        }
    }
}
