using Pipeline.Errors;

namespace Nuke.Common.Execution;

/// <summary>Errors about a build class and its surroundings.</summary>
[ErrorCodes]
public static class BuildErrors
{
    /// <summary><c>--host</c> names no known host.</summary>
    public static ErrorCode UnknownHost { get; } = new("PIPE1300", "Unknown host",
        "--host, or NUKE_HOST, names a host that doesn't exist.",
        "Use one of the names in the message, or leave it out: the host is detected.");

    /// <summary>No root directory was found.</summary>
    public static ErrorCode NoRootDirectory { get; } = new("PIPE1301", "No root directory",
        "A build's root is the nearest directory above that holds .nuke, and there is none.",
        "Make a directory .nuke at the root of the repository, or pass --root DIR.");

    /// <summary>A target names another by a delegate that no target of the build has.</summary>
    public static ErrorCode UnresolvedTarget { get; } = new("PIPE1302", "A target refers to something that is no target of the build",
        "DependsOn, Before and the like were given a delegate that doesn't come from a target property of this build.",
        "Refer to the target by its property: DependsOn(Compile), or DependsOn<ICompile>(x => x.Compile).");

    /// <summary>A target's own declaration threw.</summary>
    public static ErrorCode InvalidDeclaration { get; } = new("PIPE1303", "A target's declaration failed",
        "The property of a target threw while the build's targets were read.",
        "Correct the declaration; the message has the cause. What a target does belongs in Executes.");

    /// <summary>The build threw before any target ran.</summary>
    public static ErrorCode BuildFailed { get; } = new("PIPE1304", "The build could not start",
        "The build's constructor, a value injection or an event threw.",
        "The message has the cause; --verbosity verbose shows where.");

    /// <summary>A word that begins with a colon names no command.</summary>
    public static ErrorCode UnknownCommand { get; } = new("PIPE1305", "Unknown command",
        "A word that begins with a colon is a command of the build program, and this one doesn't exist, or doesn't know what it was given.",
        "Use one that the message names; targets have no colon.");

    /// <summary>A secret can't be encrypted without a password, or set without a value.</summary>
    public static ErrorCode NoPassword { get; } = new("PIPE1306", "A secret lacks its password or value",
        "Secrets in parameter files are encrypted with a password, and neither a person nor the environment gave one.",
        "Set NUKE_PARAMETERS_KEY, or run the command on a terminal.");
}
