namespace Pipeline.Workflows.Defining;

/// <summary>Of the runs (or jobs) of one group, only one runs at a time.</summary>
public sealed record Concurrency
{
    /// <summary>The group's name.</summary>
    public required WorkflowValue Group { get; init; }

    /// <summary>Whether a newer one ends the one that runs. Default never: what changes an environment is never cut off.</summary>
    public Cancellation Cancels { get; init; }

    /// <summary>
    /// One run for each pull request, ended by a newer push to it; any number for a branch, since a run that waits for reviewers would hold up
    /// all that come after it. What changes an environment has a group of its own in its job.
    /// </summary>
    public static Concurrency ForEachPullRequest { get; } = new() { Group = WorkflowValue.Join(WorkflowValue.WorkflowName, "-", WorkflowValue.PullRequestOrCommit), Cancels = Cancellation.ForPullRequests };
}

/// <summary>Whether a newer run ends an older one of its group.</summary>
public enum Cancellation
{
    /// <summary>It waits.</summary>
    Never,

    /// <summary>It ends it for pull requests, and waits otherwise.</summary>
    ForPullRequests,
}
