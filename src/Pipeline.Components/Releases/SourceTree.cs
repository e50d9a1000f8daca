using System.Diagnostics;

namespace Pipeline.Components.Releases;

/// <summary>The content of the working tree as one hash, uncommitted changes included: what tests and images were made from.</summary>
internal static class SourceTree
{
    // google-github-actions/auth lays its credentials into the workspace of the job that signs in; sources they aren't.
    private const string NoSources = ":(top,exclude,glob)gha-creds-*.json";

    /// <summary>Git's hash of the tree, as a commit of everything (but what is ignored) would have it; null outside of a repository.</summary>
    public static async Task<string?> FindAsync(string rootDirectory, CancellationToken cancellationToken)
    {
        if (await GitAsync(rootDirectory, [], cancellationToken, "rev-parse", "--absolute-git-dir") is not { } git)
            return null;
        // A copy of the index, and a store of its own for new objects: the repository stays as it is.
        var scratch = Directory.CreateTempSubdirectory("source-tree-").FullName;
        try
        {
            var objects = await GitAsync(rootDirectory, [], cancellationToken, "rev-parse", "--git-path", "objects");
            var index = await GitAsync(rootDirectory, [], cancellationToken, "rev-parse", "--git-path", "index");
            if (objects is null || index is null)
                return null;
            var copy = Path.Combine(scratch, "index");
            if (File.Exists(Path.GetFullPath(index, rootDirectory)))
                File.Copy(Path.GetFullPath(index, rootDirectory), copy);
            (string, string)[] variables = [("GIT_INDEX_FILE", copy), ("GIT_OBJECT_DIRECTORY", scratch), ("GIT_ALTERNATE_OBJECT_DIRECTORIES", Path.GetFullPath(objects, rootDirectory))];
            return await GitAsync(rootDirectory, variables, cancellationToken, "add", "--all", "--", ":/", NoSources) is null ? null : await GitAsync(rootDirectory, variables, cancellationToken, "write-tree");
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>Whether there are changes that no commit has.</summary>
    public static async Task<bool> IsChangedAsync(string rootDirectory, CancellationToken cancellationToken) =>
        await GitAsync(rootDirectory, [], cancellationToken, "status", "--porcelain", "--", ":/", NoSources) is not "";

    private static async Task<string?> GitAsync(string directory, IEnumerable<(string Name, string Value)> variables, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        try
        {
            using var git = Process.Start(start)!;
            var errors = git.StandardError.ReadToEndAsync(cancellationToken);
            var output = await git.StandardOutput.ReadToEndAsync(cancellationToken);
            await Task.WhenAll(errors, git.WaitForExitAsync(cancellationToken));
            return git.ExitCode == 0 ? output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git on this machine.
            return null;
        }
    }
}
