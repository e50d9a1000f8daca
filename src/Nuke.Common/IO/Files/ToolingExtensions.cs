using System.Globalization;
using Nuke.Common.IO;
using Serilog;
using Serilog.Events;

namespace Nuke.Common.Tooling;

/// <summary>What can be done with a program or script at a path.</summary>
public static class ToolingExtensions
{
    /// <summary>Lets everybody run the file; with <paramref name="updateVcsIndex"/> Git records it too. Without effect on Windows' own permissions.</summary>
    public static AbsolutePath SetExecutable(this AbsolutePath path, bool updateVcsIndex = false)
    {
        if (updateVcsIndex && path.FindParent(x => (x / ".git").DirectoryExists() || (x / ".git").FileExists()) is { } root)
            ProcessTasks.StartProcess("git", $"update-index --add --chmod=+x {path}", workingDirectory: root, logInvocation: false, logOutput: false).AssertZeroExitCode();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return path;
    }

    /// <summary>Sets the permissions, in the octal form of chmod: <c>"755"</c>. Without effect on Windows.</summary>
    public static AbsolutePath SetUnixPermissions(this AbsolutePath path, string permissions)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(permissions, fromBase: 8));
        return path;
    }

    /// <summary>Sets the permissions, in digits as for chmod: <c>755</c>. Without effect on Windows.</summary>
    public static AbsolutePath SetUnixPermissions(this AbsolutePath path, int permissions)
        => path.SetUnixPermissions(permissions.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes <paramref name="link"/> a symbolic link to this file or directory. One that is there is an error, unless <paramref name="force"/> replaces it.</summary>
    public static AbsolutePath AddUnixSymlink(this AbsolutePath path, AbsolutePath link, bool force = false)
    {
        if (force)
        {
            link.DeleteFile();
            link.DeleteDirectory();
        }

        link.Parent.CreateDirectory();
        if (path.DirectoryExists())
            Directory.CreateSymbolicLink(link, path);
        else
            File.CreateSymbolicLink(link, path);
        return path;
    }

    /// <summary>Runs the script in a shell, with something before it if wanted (<c>sudo</c>), and fails unless it succeeds.</summary>
    public static AbsolutePath Run(this AbsolutePath path, string? prefix = null, Action<AbsolutePath>? cleanup = null)
    {
        try
        {
            ProcessTasks.StartShell($"{prefix} {path:dn}".Trim()).AssertZeroExitCode();
        }
        finally
        {
            cleanup?.Invoke(path);
        }

        return path;
    }

    /// <summary>Opens the file or directory with the program that the desktop has for it.</summary>
    /// <exception cref="ArgumentException">There is neither a file nor a directory.</exception>
    public static void Open(this AbsolutePath path)
    {
        Assert.True(path.DirectoryExists() || path.FileExists(), $"There is neither a file nor a directory at '{path}'");
        ProcessTasks.StartShell($"{Opener} {path:dn}");
    }

    /// <summary>Logs the file's text.</summary>
    public static AbsolutePath Print(this AbsolutePath path, LogEventLevel level = LogEventLevel.Information)
    {
        Log.Write(level, "Content of {Path}{Break:l}{Content:l}", path, Environment.NewLine, path.ReadAllText());
        return path;
    }

    private static string Opener => OperatingSystem.IsWindows() ? "start \"\"" : OperatingSystem.IsMacOS() ? "open" : "xdg-open";
}
