using System.ComponentModel;
using System.Diagnostics;

namespace Pipeline.Components.Reporting;

/// <summary>Whether what was built is what was committed.</summary>
internal static class WorkingTree
{
    /// <summary>Null where git isn't there, or this is no repository of its.</summary>
    public static async Task<bool?> IsCleanAsync(string directory, CancellationToken cancellationToken)
    {
        // No refresh of the index: it would take a lock that a target may need.
        var start = new ProcessStartInfo("git", ["--no-optional-locks", "status", "--porcelain"]) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync(cancellationToken);
            var output = await git.StandardOutput.ReadToEndAsync(cancellationToken);
            await Task.WhenAll(errors, git.WaitForExitAsync(cancellationToken));
            return git.ExitCode == 0 ? output.Length == 0 : null;
        }
        catch (Exception error) when (error is Win32Exception or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
