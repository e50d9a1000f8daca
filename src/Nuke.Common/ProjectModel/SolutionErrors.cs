using Pipeline.Errors;

namespace Nuke.Common.ProjectModel;

/// <summary>Errors of solution files and project evaluation.</summary>
[ErrorCodes]
public static class SolutionErrors
{
    /// <summary>A solution file that isn't there.</summary>
    public static readonly ErrorCode NotFound = new("PIPE1200", "Solution not found",
        "The path of a solution, from an attribute, a parameter or .nuke/parameters.json, names no file.",
        "Correct the path; it is relative to the directory that holds .nuke.");

    /// <summary>A solution file that can't be read.</summary>
    public static readonly ErrorCode Unreadable = new("PIPE1201", "Solution can't be read",
        "The file is neither a valid .sln nor a valid .slnx.",
        "Open it with `dotnet sln FILE list`, which names the same mistake, and correct it.");

    /// <summary>A member with [Solution] for which no path is given.</summary>
    public static readonly ErrorCode NoPath = new("PIPE1202", "No solution named",
        "A member has [Solution] without a path, and no parameter of its name has a value.",
        "Add \"<Member>\": \"path/to.sln\" to .nuke/parameters.json, or write [Solution(\"path/to.sln\")].");

    /// <summary>Two projects or folders of one name where one was asked for.</summary>
    public static readonly ErrorCode Ambiguous = new("PIPE1203", "Name is not unique in the solution",
        "Several projects or folders of the solution have the name that was asked for.",
        "Ask the solution folder that holds the one you mean, or rename one of them.");

    /// <summary>A solution that has no path yet.</summary>
    public static readonly ErrorCode NoFile = new("PIPE1204", "Solution has no file",
        "A solution that was made in memory was saved, or its directory was asked for, before it had a path.",
        "Set Solution.Path, or pass a path to Save.");

    /// <summary>MSBuild isn't to be had.</summary>
    public static readonly ErrorCode NoMSBuild = new("PIPE1205", "MSBuild can't be loaded",
        "Evaluating a project needs the MSBuild of an installed .NET SDK, and none was found.",
        "Install the SDK that global.json names; `dotnet --list-sdks` shows those that are found.");

    /// <summary>A project that doesn't evaluate.</summary>
    public static readonly ErrorCode ProjectEvaluation = new("PIPE1206", "Project can't be evaluated",
        "MSBuild refused the project file or one of its imports.",
        "The message has MSBuild's own words with file and line; `dotnet msbuild PROJECT -getProperty:TargetFramework` shows the same.");
}
