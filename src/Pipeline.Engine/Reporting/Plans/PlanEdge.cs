using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting.Plans;

/// <summary>Why one target comes after another.</summary>
internal enum PlanEdgeKind
{
    /// <summary>It can't run without the other.</summary>
    Dependency,

    /// <summary>It only comes later.</summary>
    Order,

    /// <summary>The other one brought it into the plan.</summary>
    Trigger,
}

/// <summary>One target comes after another.</summary>
/// <param name="From">Runs first.</param>
/// <param name="To">Runs after it.</param>
/// <param name="Kind">Why.</param>
internal sealed record PlanEdge(string From, string To, PlanEdgeKind Kind)
{
    /// <summary>All edges between planned targets.</summary>
    public static IReadOnlyList<PlanEdge> Of(Plan plan)
    {
        var byName = new Dictionary<string, PlannedTarget>(StringComparer.OrdinalIgnoreCase);
        foreach (var target in plan.Targets)
            byName[target.Name] = target;

        var edges = new List<PlanEdge>();
        foreach (var target in plan.Targets)
        {
            foreach (var waited in target.WaitsFor.Union(target.Needs, StringComparer.OrdinalIgnoreCase))
            {
                if (byName.TryGetValue(waited, out var from))
                    edges.Add(new PlanEdge(from.Name, target.Name, KindOf(from, target)));
            }
        }

        return edges;
    }

    private static PlanEdgeKind KindOf(PlannedTarget from, PlannedTarget to)
    {
        if (Has(to.Needs, from.Name))
            return PlanEdgeKind.Dependency;
        return Has(from.Definition.Triggers, to.Name) || Has(to.Definition.TriggeredBy, from.Name) ? PlanEdgeKind.Trigger : PlanEdgeKind.Order;
    }

    private static bool Has(IReadOnlyList<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
