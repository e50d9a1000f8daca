using System.Diagnostics;
using System.Globalization;
using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Proving;
using Serilog;

namespace Pipeline.Components.Deploying;

/// <summary>Which of two commits came first: runs of a workflow may overtake each other, and the slower one must not put its older release in the place of the newer.</summary>
internal static class CommitOrder
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    /// <summary>Ends where what is deployed has the commit in its past already. Where Git doesn't know, that is said, and nothing is refused.</summary>
    /// <exception cref="PipelineException">PIPE2048, exit code 2.</exception>
    public static async Task RequireNotOlderAsync(string rootDirectory, string? commit, Release? current, CancellationToken cancellationToken)
    {
        if (current is null)
            return;
        var deployed = BuildFacts.Of(current).Commit;
        if (commit is null || deployed is null)
            Log.Warning("Whether release {Number}, which is deployed, is newer than this one is not known: {Which:l} names no commit", current.Number, commit is null ? "this build" : "its record");
        else if (await IsOlderAsync(rootDirectory, commit, deployed, cancellationToken) is not { } isOlder)
            Log.Warning("Whether release {Number}, which is deployed, is newer than this one is not known: Git doesn't have its commit {Commit:l} here", current.Number, deployed);
        else if (isOlder)
            throw new PipelineException(ComponentErrors.OlderCommit, $"Release {current.Number}, which is deployed, was built from {deployed[..12]}, which has this build's commit {commit[..12]} in its past: deploying it would go back unseen. Go back with Rollback, or give --allow-older.") { ExitCode = 2 };
    }

    /// <summary>Whether a commit is in another's past; null where Git doesn't know one of them.</summary>
    public static async Task<bool?> IsOlderAsync(string rootDirectory, string commit, string deployed, CancellationToken cancellationToken)
    {
        if (commit.Equals(deployed, StringComparison.OrdinalIgnoreCase))
            return false;
        if (!IsHash(commit) || !IsHash(deployed))
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_longestWait);
        try
        {
            var git = new Git(rootDirectory, limit.Token);
            if (!await git.HasAsync(deployed) && !await FetchAsync(git, commit, deployed))
                return null;
            return (await git.RunAsync("merge-base", "--is-ancestor", commit, deployed)).ExitCode switch
            {
                0 => true,
                1 => false,
                _ => null,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    // A job's clone has the one commit that it builds; a newer one is at the remote. Of its past only that counts which is no older than this commit.
    private static async Task<bool> FetchAsync(Git git, string commit, string deployed)
    {
        if ((await git.RunAsync("rev-parse", "--is-shallow-repository")).Output != "true")
            return (await git.RunAsync("fetch", "--quiet", "--no-tags", "origin", deployed)).ExitCode == 0;
        var time = await git.TimeAsync(commit);
        if (time is null)
            return false;
        if ((await git.RunAsync("fetch", "--quiet", "--no-tags", $"--shallow-since={time}", "origin", deployed)).ExitCode == 0)
            return true;
        // Nothing of it is that young, so it is the older one; or the remote can't tell.
        return (await git.RunAsync("fetch", "--quiet", "--no-tags", "--depth=1", "origin", deployed)).ExitCode == 0 && await git.TimeAsync(deployed) < time;
    }

    private static bool IsHash(string commit) => commit.Length is 40 or 64 && commit.All(char.IsAsciiHexDigit);

    private sealed class Git(string directory, CancellationToken cancellationToken)
    {
        public async Task<bool> HasAsync(string commit) => (await RunAsync("cat-file", "-e", $"{commit}^{{commit}}")).ExitCode == 0;

        /// <summary>When a commit was made, in seconds since 1970.</summary>
        public async Task<long?> TimeAsync(string commit) =>
            long.TryParse((await RunAsync("show", "--no-patch", "--format=%ct", commit)).Output, NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : null;

        public async Task<(int? ExitCode, string Output)> RunAsync(params string[] arguments)
        {
            var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["GIT_TERMINAL_PROMPT"] = "0";
            Process? git = null;
            try
            {
                git = Process.Start(start)!;
                var output = git.StandardOutput.ReadToEndAsync(cancellationToken);
                await Task.WhenAll(output, git.StandardError.ReadToEndAsync(cancellationToken), git.WaitForExitAsync(cancellationToken));
                return (git.ExitCode, (await output).Trim());
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // No git on this machine.
                return (null, "");
            }
            finally
            {
                if (git is { HasExited: false })
                    git.Kill(entireProcessTree: true);
                git?.Dispose();
            }
        }
    }
}
