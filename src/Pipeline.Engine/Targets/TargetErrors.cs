using Pipeline.Errors;

namespace Pipeline.Engine.Targets;

/// <summary>Errors about targets and plans.</summary>
[ErrorCodes]
public static class TargetErrors
{
    /// <summary>The declared targets don't fit together.</summary>
    public static ErrorCode InvalidGraph { get; } = new("PIPE0001", "The targets don't fit together",
        "Targets depend on each other in a circle, share a name, or name a target that doesn't exist.",
        "Follow the path in the message and remove one of the relations, or correct the name.");

    /// <summary>A target was asked for that doesn't exist.</summary>
    public static ErrorCode UnknownTarget { get; } = new("PIPE0002", "Unknown target",
        "A target named on the command line is not declared in the build.",
        "Run ./build.sh --list for the names of all targets.");

    /// <summary>No target was asked for and there is no default.</summary>
    public static ErrorCode NoTarget { get; } = new("PIPE0003", "No target to run",
        "No target was named and the build has no default target.",
        "Name one, or pass a default to Execute<Build>(x => x.Target).");

    /// <summary>A requirement of a planned target doesn't hold.</summary>
    public static ErrorCode RequirementNotMet { get; } = new("PIPE0004", "A target's requirement is not met",
        "A target that is about to run requires a value or a condition that is missing.",
        "Give the value in one of the ways that the message names.");

    /// <summary>A previous run can't be continued.</summary>
    public static ErrorCode NothingToContinue { get; } = new("PIPE0005", "There is no failed run to continue",
        "--continue starts after the targets that succeeded in the last run, and no unfinished run of the same targets is known here.",
        "Run without --continue.");

    /// <summary>A target's condition threw instead of answering.</summary>
    public static ErrorCode ConditionFailed { get; } = new("PIPE0006", "A target's condition can't be decided",
        "The code of an OnlyWhen condition threw an exception.",
        "Correct the condition named in the message so that it answers true or false.");
}
