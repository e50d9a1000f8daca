using System.Diagnostics;
using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Proving;
using Serilog;

namespace Pipeline.Components.Deploying;

/// <summary>Which of two commits came first: runs of a workflow may overtake each other, and the slower one must not put its older release in the place of the newer.</summary>
internal static class CommitOrder
{
    private static readonly TimeSpan s_longestFetch = TimeSpan.FromSeconds(30);

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
        // A job's clone has the one commit that it builds; a newer one is at the remote.
        if (await GitAsync(rootDirectory, cancellationToken, "cat-file", "-e", $"{deployed}^{{commit}}") != 0)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(s_longestFetch);
            try
            {
                await GitAsync(rootDirectory, limit.Token, "fetch", "--quiet", "--no-tags", "origin", deployed);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }

        return await GitAsync(rootDirectory, cancellationToken, "merge-base", "--is-ancestor", commit, deployed) switch
        {
            0 => true,
            1 => false,
            _ => null,
        };
    }

    private static bool IsHash(string commit) => commit.Length is 40 or 64 && commit.All(char.IsAsciiHexDigit);

    private static async Task<int?> GitAsync(string directory, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        Process? git = null;
        try
        {
            git = Process.Start(start)!;
            await Task.WhenAll(git.StandardOutput.ReadToEndAsync(cancellationToken), git.StandardError.ReadToEndAsync(cancellationToken), git.WaitForExitAsync(cancellationToken));
            return git.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git on this machine.
            return null;
        }
        finally
        {
            if (git is { HasExited: false })
                git.Kill(entireProcessTree: true);
            git?.Dispose();
        }
    }
}
