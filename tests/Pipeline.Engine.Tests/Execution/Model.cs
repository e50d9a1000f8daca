using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Tests.Execution;

/// <summary>What should come out, said as plainly as can be: sets and fixed points, no queues, no order of discovery.</summary>
internal sealed class Model
{
    private readonly Scenario _scenario;

    public Model(Scenario scenario)
    {
        _scenario = scenario;
        Planned = Closure(scenario.Requested, _ => true, x => x.IsDependency || x.IsTrigger);
        var first = Planned.Where(x => IsSkippedByName(x) || scenario.Targets[x].StaticallyOff).ToHashSet();
        bool TakesAlong(int x) => first.Contains(x) && (scenario.Targets[x].WhenSkipped ?? (IsSkippedByName(x) ? DependencySkip.Skip : DependencySkip.Execute)) == DependencySkip.Skip;
        var live = Closure(scenario.Requested, x => !TakesAlong(x), x => x.IsDependency || x.IsTrigger);
        Skipped = [.. Planned.Where(x => first.Contains(x) || !live.Contains(x))];
        NeededByRequested = Closure(scenario.Requested, _ => true, x => x.IsDependency);
    }

    public HashSet<int> Planned { get; }

    public HashSet<int> Skipped { get; }

    /// <summary>What is there through dependencies alone, and so needs no trigger.</summary>
    public HashSet<int> NeededByRequested { get; }

    public HashSet<int> PredecessorsOf(int target) => [.. _scenario.Edges.Where(x => x.Late == target && Planned.Contains(x.Early)).Select(x => x.Early)];

    public HashSet<int> DependenciesOf(int target) => [.. _scenario.Edges.Where(x => x.Late == target && x.IsDependency).Select(x => x.Early)];

    public bool Triggers(int early, int late) => _scenario.Edges.Any(x => x.IsTrigger && x.Early == early && x.Late == late);

    /// <summary>How each target ends when they run one after another in the plan's order, or in any order with <paramref name="keepGoing"/> and nothing that cancels.</summary>
    public Dictionary<int, TargetStatus> Run(Plan plan, bool keepGoing)
    {
        var statuses = new Dictionary<int, TargetStatus>();
        var (failed, cancelled) = (false, false);
        foreach (var planned in plan.Targets)
        {
            var target = Scenario.NumberOf(planned.Name);
            var traits = _scenario.Targets[target];
            var needs = DependenciesOf(target);
            if (planned.Cause.StartsWith("triggered by ", StringComparison.Ordinal))
                needs.Add(Scenario.NumberOf(planned.Cause["triggered by ".Length..]));
            var isStopped = cancelled || (failed && !keepGoing) || needs.Any(x =>
                statuses[x] is TargetStatus.NotRun or TargetStatus.Cancelled || (statuses[x] == TargetStatus.Failed && !_scenario.Targets[x].Proceeds));

            if (Skipped.Contains(target))
                statuses[target] = TargetStatus.Skipped;
            else if (isStopped && !traits.Assured)
                statuses[target] = TargetStatus.NotRun;
            else if (traits.DynamicallyOff)
                statuses[target] = TargetStatus.Skipped;
            else if (traits.Cancels && !traits.Assured)
                statuses[target] = TargetStatus.Cancelled;
            else
                statuses[target] = traits.Fails ? TargetStatus.Failed : TargetStatus.Succeeded;

            var ran = statuses[target] is TargetStatus.Succeeded or TargetStatus.Failed or TargetStatus.Cancelled;
            cancelled |= ran && traits.Cancels;
            failed |= statuses[target] == TargetStatus.Failed && !traits.Proceeds;
        }

        return statuses;
    }

    private bool IsSkippedByName(int target) => _scenario.Skip.Contains(target) || (_scenario.SkipAllOthers && !_scenario.Requested.Contains(target));

    private HashSet<int> Closure(IEnumerable<int> start, Func<int, bool> expands, Func<Edge, bool> counts)
    {
        var all = start.ToHashSet();
        while (true)
        {
            var more = _scenario.Edges.Where(counts)
                .SelectMany(x => x.IsTrigger ? new[] { (From: x.Early, To: x.Late) } : [(From: x.Late, To: x.Early)])
                .Where(x => all.Contains(x.From) && expands(x.From) && !all.Contains(x.To)).Select(x => x.To).ToList();
            if (more.Count == 0)
                return all;
            all.UnionWith(more);
        }
    }
}
