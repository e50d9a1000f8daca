using Pipeline.Errors;

namespace Pipeline.Workflows;

/// <summary>Errors of workflows and of the lock file of actions.</summary>
[ErrorCodes]
public static class WorkflowErrors
{
    /// <summary>A lock file that isn't one.</summary>
    public static ErrorCode InvalidLock { get; } = new("PIPE9600", "The lock file of actions can't be read",
        "The file isn't JSON of the expected form, or an entry has no full commit SHA or no version.",
        "Correct the entry that the message names, or take the file back from the repository's history.");

    /// <summary>An action that isn't in the lock file.</summary>
    public static ErrorCode ActionNotLocked { get; } = new("PIPE9601", "An action isn't in the lock file",
        "A workflow uses an action whose commit isn't recorded. A tag can be moved by whoever owns the action, so a tag is never used.",
        "Add it from GitHub: ./build.sh RefreshActions --actions OWNER/NAME@TAG, look at what that commit is, and commit the lock file.");

    /// <summary>An expression in a text that a shell runs.</summary>
    public static ErrorCode ExpressionInText { get; } = new("PIPE9602", "An expression stands where only text is allowed",
        "GitHub replaces ${{ }} before the shell sees the line, so a value that someone else chose would be run as code.",
        "Give the value to the step as an environment variable, and write \"$NAME\" in the command.");

    /// <summary>A name that GitHub would refuse.</summary>
    public static ErrorCode InvalidName { get; } = new("PIPE9603", "A name can't be used in a workflow",
        "GitHub allows letters, digits, - and _ in ids, and reserves variables that begin with GITHUB_ or RUNNER_; some variables change what programs run.",
        "Choose another name; the message says which one is wrong.");

    /// <summary>Parts of a workflow that don't fit each other.</summary>
    public static ErrorCode InvalidWorkflow { get; } = new("PIPE9604", "A workflow contradicts itself",
        "A job needs one that doesn't exist, a value comes from nowhere, or a job that may write runs for pull requests of strangers.",
        "Correct what the message lists, each with its job.");

    /// <summary>No connection to GitHub.</summary>
    public static ErrorCode Unreachable { get; } = new("PIPE9605", "GitHub can't be reached",
        "There is no network here, or a proxy is in the way.",
        "Run the target where api.github.com can be reached. Nothing was changed; builds go on with the commits that are recorded.");

    /// <summary>GitHub said no.</summary>
    public static ErrorCode Refused { get; } = new("PIPE9606", "GitHub refused to answer",
        "The limit of requests without a token is 60 an hour; or the token isn't valid; or the answer isn't GitHub's.",
        "Set GITHUB_TOKEN to a token without any rights, or wait until the time that the message names.");

    /// <summary>A tag that is gone or elsewhere.</summary>
    public static ErrorCode TagMoved { get; } = new("PIPE9607", "A tag isn't what was recorded",
        "The tag of a recorded version doesn't exist any more, or points to another commit than the recorded one: its owner moved it, or someone who had no right to.",
        "Look at both commits before anything else. If the new one is right, record it by name: ./build.sh RefreshActions --actions OWNER/NAME@TAG.");

    /// <summary>A workflow that can't be rehearsed.</summary>
    public static ErrorCode Unreadable { get; } = new("PIPE9608", "A workflow can't be read",
        "The file isn't YAML, or has no jobs, or uses what a rehearsal doesn't know.",
        "Generate it anew: ./build.sh --generate-configuration.");

    /// <summary>A job of a rehearsal that failed.</summary>
    public static ErrorCode RehearsalFailed { get; } = new("PIPE9609", "A job of the rehearsed workflow failed",
        "A step ended with another exit code than 0, or an artifact that a job needs wasn't handed over.",
        "The step's output is above; its clone is kept where the message says.");

    /// <summary>An expression that a rehearsal can't evaluate.</summary>
    public static ErrorCode UnknownExpression { get; } = new("PIPE9610", "An expression can't be evaluated",
        "It isn't valid, or uses a context or function that only GitHub knows.",
        "Correct the expression; a job that needs what only GitHub knows is listed as not rehearsed.");
}
