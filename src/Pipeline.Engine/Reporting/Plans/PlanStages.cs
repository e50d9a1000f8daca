using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting.Plans;

/// <summary>The plan in stages: everything in one may run at once, when the stages before are done.</summary>
internal static class PlanStages
{
    /// <summary>The targets by stage, in plan order within each.</summary>
    public static IReadOnlyList<IReadOnlyList<PlannedTarget>> Of(Plan plan)
    {
        var levels = new Dictionary<string, int>(plan.Targets.Count, StringComparer.OrdinalIgnoreCase);
        var stages = new List<List<PlannedTarget>>();
        foreach (var target in plan.Targets)
        {
            var level = 0;
            foreach (var waited in target.WaitsFor)
            {
                if (levels.TryGetValue(waited, out var before))
                    level = Math.Max(level, before + 1);
            }

            levels[target.Name] = level;
            while (stages.Count <= level)
                stages.Add([]);
            stages[level].Add(target);
        }

        return stages;
    }
}
