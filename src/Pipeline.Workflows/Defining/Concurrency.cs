namespace Pipeline.Workflows.Defining;

/// <summary>Of the runs (or jobs) of one group, only one runs at a time.</summary>
public sealed record Concurrency
{
    /// <summary>The group's name.</summary>
    public required WorkflowValue Group { get; init; }

    /// <summary>Whether a newer one ends the one that runs. Default never: what changes an environment is never cut off.</summary>
    public Cancellation Cancels { get; init; }

    /// <summary>One run for each branch or pull request; a newer push ends the run of an older one for pull requests.</summary>
    public static Concurrency ForEachRef { get; } = new() { Group = WorkflowValue.Join(WorkflowValue.WorkflowName, "-", WorkflowValue.Ref), Cancels = Cancellation.ForPullRequests };
}

/// <summary>Whether a newer run ends an older one of its group.</summary>
public enum Cancellation
{
    /// <summary>It waits.</summary>
    Never,

    /// <summary>It ends it for pull requests, and waits otherwise.</summary>
    ForPullRequests,
}
