using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Git;

/// <summary>The Git command line. Git writes progress to standard error, so a line there is no error of itself.</summary>
public partial class GitTasks
{
    /// <summary>Whether HEAD is on no branch.</summary>
    public static bool GitIsDetached() => GitIsDetached(null);

    /// <summary>Whether HEAD is on no branch.</summary>
    public static bool GitIsDetached(string? workingDirectory) => GitCurrentBranch(workingDirectory) == "HEAD";

    /// <summary>Whether nothing is changed or untracked.</summary>
    public static bool GitHasCleanWorkingCopy() => GitHasCleanWorkingCopy(null);

    /// <summary>Whether nothing is changed or untracked.</summary>
    public static bool GitHasCleanWorkingCopy(string? workingDirectory) => Lines("status --short", workingDirectory).Count == 0;

    /// <summary>The current branch, or <c>HEAD</c> where it is on none.</summary>
    public static string GitCurrentBranch() => GitCurrentBranch(null);

    /// <summary>The current branch, or <c>HEAD</c> where it is on none.</summary>
    public static string GitCurrentBranch(string? workingDirectory) => Lines("rev-parse --abbrev-ref HEAD", workingDirectory).Single();

    /// <summary>The current commit.</summary>
    public static string GitCurrentCommit() => GitCurrentCommit(null);

    /// <summary>The current commit.</summary>
    public static string GitCurrentCommit(string? workingDirectory) => Lines("rev-parse HEAD", workingDirectory).Single();

    /// <inheritdoc />
    protected internal override Action<OutputType, string> GetLogger(ToolOptions? options = null)
        => options?.ProcessLogger ?? ((_, text) => Serilog.Log.Debug("{Line:l}", text));

    private static List<string> Lines(string arguments, string? workingDirectory)
        => [.. Git($"{arguments:nq}", workingDirectory, logOutput: false, logInvocation: false).Where(x => x.Type == OutputType.Std).Select(x => x.Text)];
}
