using Pipeline.Engine.Suggestions;

namespace Pipeline.Engine.Targets;

/// <summary>All targets of a build, checked: names are unique, every reference resolves, nothing goes round in a circle.</summary>
public sealed class TargetGraph
{
    private readonly Dictionary<string, int> _positions;
    private readonly List<string>[] _dependencies;
    private readonly List<string>[] _orderedAfter;
    private readonly List<string>[] _triggers;
    private readonly List<string>[] _triggeredBy;

    private TargetGraph(IReadOnlyList<TargetDefinition> targets, Dictionary<string, int> positions)
    {
        Targets = targets;
        _positions = positions;
        _dependencies = Lists(targets.Count);
        _orderedAfter = Lists(targets.Count);
        _triggers = Lists(targets.Count);
        _triggeredBy = Lists(targets.Count);
    }

    /// <summary>The targets, in the order in which they were declared.</summary>
    public IReadOnlyList<TargetDefinition> Targets { get; }

    /// <summary>Makes the graph; throws <see cref="TargetGraphException"/> with every problem that there is.</summary>
    public static TargetGraph Create(IReadOnlyList<TargetDefinition> targets)
    {
        var positions = new Dictionary<string, int>(targets.Count, StringComparer.OrdinalIgnoreCase);
        var problems = new List<string>();
        for (var i = 0; i < targets.Count; i++)
        {
            if (!positions.TryAdd(targets[i].Name, i))
                problems.Add($"Target '{targets[i].Name}' is declared twice{(targets[positions[targets[i].Name]].Name == targets[i].Name ? "" : $" (as '{targets[positions[targets[i].Name]].Name}' too; case doesn't count)")}. Rename one of them.");
        }

        var graph = new TargetGraph(targets, positions);
        graph.Connect(problems);
        if (problems.Count == 0)
        {
            foreach (var cycle in CycleSearch.FindCycles(graph.Successors()))
                problems.Add(graph.DescribeCycle(cycle));
        }

        return problems.Count == 0 ? graph : throw new TargetGraphException(problems);
    }

    /// <summary>The target of that name, or null. Case doesn't count.</summary>
    public TargetDefinition? Find(string name) => _positions.TryGetValue(name, out var position) ? Targets[position] : null;

    /// <summary>What <paramref name="name"/> depends on, declared on either side.</summary>
    public IReadOnlyList<string> DependenciesOf(string name) => _dependencies[_positions[name]];

    /// <summary>What <paramref name="name"/> comes after if both are planned, declared on either side.</summary>
    public IReadOnlyList<string> OrderedAfter(string name) => _orderedAfter[_positions[name]];

    /// <summary>What <paramref name="name"/> triggers, declared on either side.</summary>
    public IReadOnlyList<string> TriggersOf(string name) => _triggers[_positions[name]];

    private static List<string>[] Lists(int count)
    {
        var lists = new List<string>[count];
        for (var i = 0; i < count; i++)
            lists[i] = [];
        return lists;
    }

    private void Connect(List<string> problems)
    {
        foreach (var target in Targets)
        {
            ForEach(target, target.DependsOn, "depends on", problems, (self, other) => Add(_dependencies, self, other));
            ForEach(target, target.DependentFor, "is a dependency for", problems, (self, other) => Add(_dependencies, other, self));
            ForEach(target, target.After, "comes after", problems, (self, other) => Add(_orderedAfter, self, other));
            ForEach(target, target.Before, "comes before", problems, (self, other) => Add(_orderedAfter, other, self));
            ForEach(target, target.Triggers, "triggers", problems, AddTrigger);
            ForEach(target, target.TriggeredBy, "is triggered by", problems, (self, other) => AddTrigger(other, self));
        }
    }

    private void Add(List<string>[] lists, int from, int to)
    {
        if (!lists[from].Contains(Targets[to].Name))
            lists[from].Add(Targets[to].Name);
    }

    private void AddTrigger(int from, int to)
    {
        Add(_triggers, from, to);
        Add(_triggeredBy, to, from);
    }

    private void ForEach(TargetDefinition target, IReadOnlyList<string> names, string relation, List<string> problems, Action<int, int> connect)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (_positions.TryGetValue(names[i], out var other))
                connect(_positions[target.Name], other);
            else
                problems.Add($"Target '{target.Name}' {relation} '{names[i]}', which doesn't exist.{NearMisses.Hint(names[i], Targets.Select(x => x.Name))}");
        }
    }

    private int[][] Successors()
    {
        var successors = new int[Targets.Count][];
        var all = new List<int>();
        for (var i = 0; i < successors.Length; i++)
        {
            foreach (var names in (ReadOnlySpan<List<string>>)[_dependencies[i], _orderedAfter[i], _triggeredBy[i]])
            {
                foreach (var name in names)
                    all.Add(_positions[name]);
            }

            successors[i] = all.ToArray();
            all.Clear();
        }

        return successors;
    }

    private string DescribeCycle(IReadOnlyList<int> cycle)
    {
        var parts = cycle.Select((position, i) =>
        {
            var (self, next) = (Targets[position].Name, Targets[cycle[(i + 1) % cycle.Count]].Name);
            var relation = _dependencies[position].Contains(next) ? "needs" : _orderedAfter[position].Contains(next) ? "comes after" : "is triggered by";
            return $"{self} {relation} ";
        });
        return $"Targets go round in a circle: {string.Concat(parts)}{Targets[cycle[0]].Name}. Remove one of these relations.";
    }
}
