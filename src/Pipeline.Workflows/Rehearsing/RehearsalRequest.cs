namespace Pipeline.Workflows.Rehearsing;

/// <summary>What a rehearsal works with.</summary>
public sealed record RehearsalRequest
{
    /// <summary>The repository: its last commit is cloned for each job, without what isn't committed.</summary>
    public required string Repository { get; init; }

    /// <summary>Where clones and artifacts go. It is emptied first; clones of jobs that succeeded are deleted.</summary>
    public required string WorkDirectory { get; init; }

    /// <summary>
    /// Variables that the steps have beside those of a runner: <c>PATH</c>, the home directory, settings of .NET and NuGet, proxies. Nothing
    /// else of this machine's environment reaches them.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
}

/// <summary>What became of the jobs.</summary>
/// <param name="Jobs">Those that ran, and those that were skipped since one before them failed.</param>
public sealed record RehearsalOutcome(IReadOnlyList<JobOutcome> Jobs)
{
    /// <summary>Whether all that ran succeeded, and nothing was skipped.</summary>
    public bool Succeeded => Jobs.All(x => x.State == JobState.Succeeded);
}

/// <summary>What became of one run of a job.</summary>
/// <param name="Id">The job, with its values in the matrix: <c>test (1)</c>.</param>
/// <param name="State">How it ended.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Detail">What failed, or why it was skipped; otherwise empty.</param>
public sealed record JobOutcome(string Id, JobState State, TimeSpan Duration, string Detail);

/// <summary>How a job ended.</summary>
public enum JobState
{
    /// <summary>All steps succeeded.</summary>
    Succeeded,

    /// <summary>A step failed.</summary>
    Failed,

    /// <summary>It didn't run, since one that it needs failed.</summary>
    Skipped,
}
