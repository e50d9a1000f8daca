using Nuke.Common.IO;
using Pipeline.Errors;
using Serilog;
using Serilog.Events;

namespace Nuke.Common.Tooling;

/// <summary>Files that are run, and their permissions.</summary>
public static class ToolingExtensions
{
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes a file executable, where the system has such a permission.</summary>
    /// <param name="path">The file.</param>
    /// <param name="updateVcsIndex">Also in Git's index, so that the permission is committed.</param>
    public static AbsolutePath SetExecutable(this AbsolutePath path, bool updateVcsIndex = false)
    {
        var file = Existing(path);
        if (updateVcsIndex)
            ProcessTasks.StartProcess("git", $"update-index --add --chmod=+x {CommandLine.Quote(file)}", Path.GetDirectoryName(file), logInvocation: false, logOutput: false).AssertZeroExitCode();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, File.GetUnixFileMode(file) | Execute);
        return path;
    }

    /// <summary>Sets permissions as <c>chmod</c> takes them, e.g. <c>u+x</c>; nothing on Windows.</summary>
    public static AbsolutePath SetUnixPermissions(this AbsolutePath path, string permissions)
    {
        if (!OperatingSystem.IsWindows())
            ProcessTasks.StartProcess("chmod", $"{CommandLine.Quote(permissions)} {CommandLine.Quote(Existing(path))}", logInvocation: false, logOutput: false).AssertZeroExitCode();
        return path;
    }

    /// <summary>Sets permissions by their digits, e.g. <c>755</c>; nothing on Windows.</summary>
    public static AbsolutePath SetUnixPermissions(this AbsolutePath path, int permissions)
        => path.SetUnixPermissions(permissions.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Makes a symbolic link to a file or directory; nothing on Windows.</summary>
    /// <param name="path">What the link leads to.</param>
    /// <param name="link">The link.</param>
    /// <param name="force">Replaces a link that is there.</param>
    public static AbsolutePath AddUnixSymlink(this AbsolutePath path, AbsolutePath link, bool force = false)
    {
        if (OperatingSystem.IsWindows())
            return path;
        if (force && new FileInfo(link.ToString()).LinkTarget is not null)
            File.Delete(link.ToString());
        File.CreateSymbolicLink(link.ToString(), path.ToString());
        return path;
    }

    /// <summary>Runs a file in the system's shell, after a prefix such as <c>sudo</c>.</summary>
    public static AbsolutePath Run(this AbsolutePath path, string? prefix = null, Action<AbsolutePath>? cleanup = null)
    {
        try
        {
            ProcessTasks.StartShell($"{prefix} {CommandLine.Quote(path.ToString())}".Trim()).AssertZeroExitCode();
        }
        finally
        {
            cleanup?.Invoke(path);
        }
        return path;
    }

    /// <summary>Opens a file or directory with the program that is set for it.</summary>
    public static void Open(this AbsolutePath path)
    {
        var opener = OperatingSystem.IsWindows() ? "explorer.exe" : OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        ProcessTasks.StartProcess(opener, CommandLine.Quote(path.ToString()), logInvocation: false, logOutput: false);
    }

    /// <summary>Logs a file's content.</summary>
    public static AbsolutePath Print(this AbsolutePath path, LogEventLevel level = LogEventLevel.Information)
    {
        Log.Write(level, "Content of {Path:l}\n{Content:l}", path.ToString(), File.ReadAllText(Existing(path)));
        return path;
    }

    private static string Existing(AbsolutePath path)
        => Path.Exists(path.ToString())
            ? path.ToString()
            : throw new PipelineException(ToolingErrors.ToolNotFound, $"'{path}' does not exist. Correct the path, or make the file before.");
}
