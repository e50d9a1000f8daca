namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>Orders stages so that less is done, with the same outcome.</summary>
internal static class PipelineRewriting
{
    public static IReadOnlyList<Stage> Rewrite(List<Stage> stages)
    {
        for (var index = 1; index < stages.Count; index++)
        {
            // Filtering first leaves less to sort, and lets a query do it.
            for (var at = index; at > 0 && stages[at] is MatchStage && stages[at - 1] is SortStage; at--)
                (stages[at - 1], stages[at]) = (stages[at], stages[at - 1]);
        }

        for (var index = 0; index < stages.Count; index++)
        {
            if (stages[index] is SortStage sort && WhatIsRead(stages, index + 1) is { } limit)
                stages[index] = sort.With(limit);
        }

        return stages;
    }

    /// <summary>How many documents the limit after a sort leaves, with those that are skipped before it.</summary>
    private static long? WhatIsRead(List<Stage> stages, int next)
    {
        var skipped = 0L;
        for (; next < stages.Count && stages[next] is SkipStage skip; next++)
            skipped = skip.Count > long.MaxValue - skipped ? long.MaxValue : skipped + skip.Count;
        return next < stages.Count && stages[next] is LimitStage limit && limit.Count <= long.MaxValue - skipped ? skipped + limit.Count : null;
    }
}
