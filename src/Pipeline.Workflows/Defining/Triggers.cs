using System.Globalization;

namespace Pipeline.Workflows.Defining;

/// <summary>
/// What starts a workflow. <c>pull_request_target</c> and <c>workflow_run</c> aren't here: they run with the repository's secrets for what
/// strangers wrote (<a href="https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/">pwn requests</a>).
/// </summary>
public sealed record Triggers
{
    /// <summary>Pushes to these branches.</summary>
    public IReadOnlyList<string> PushBranches { get; init; } = [];

    /// <summary>Pull requests for these branches. Those from other repositories have no secrets and a token that can only read.</summary>
    public IReadOnlyList<string> PullRequestBranches { get; init; } = [];

    /// <summary>A person starts it.</summary>
    public ManualStart? Manual { get; init; }

    /// <summary>The clock starts it.</summary>
    public Schedule? Schedule { get; init; }
}

/// <summary>A person starts the workflow and gives these.</summary>
public sealed record ManualStart
{
    /// <summary>What is asked.</summary>
    public IReadOnlyList<WorkflowInput> Inputs { get; init; } = [];
}

/// <summary>One thing that a person gives who starts a workflow.</summary>
public sealed record WorkflowInput
{
    /// <summary>Its name.</summary>
    public required Identifier Name { get; init; }

    /// <summary>What the form shows.</summary>
    public required string Description { get; init; }

    /// <summary>What may be given.</summary>
    public required InputKind Kind { get; init; }

    /// <summary>What may be chosen, for <see cref="InputKind.Choice"/>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Whether it must be given. Default true.</summary>
    public bool IsRequired { get; init; } = true;
}

/// <summary>What may be given for an input.</summary>
public enum InputKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One of several.</summary>
    Choice,

    /// <summary>Any text.</summary>
    Text,
}

/// <summary>When the clock starts a workflow, in UTC. GitHub may be late by minutes, and runs none on a branch other than the default one.</summary>
public sealed record Schedule
{
    private Schedule(string cron) => Cron = cron;

    /// <summary>In cron's five fields.</summary>
    public string Cron { get; }

    /// <summary>Each day.</summary>
    public static Schedule Daily(TimeOnly at) => new(string.Create(CultureInfo.InvariantCulture, $"{at.Minute} {at.Hour} * * *"));

    /// <summary>Once a week.</summary>
    public static Schedule Weekly(DayOfWeek day, TimeOnly at) => new(string.Create(CultureInfo.InvariantCulture, $"{at.Minute} {at.Hour} * * {(int)day}"));
}
