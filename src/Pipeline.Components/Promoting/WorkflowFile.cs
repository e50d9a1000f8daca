using System.Security.Cryptography;

namespace Pipeline.Components.Promoting;

/// <summary>The workflow that runs this build on GitHub: a plan that was approved for one isn't carried out by a changed one.</summary>
internal static class WorkflowFile
{
    /// <summary>Its digest; null outside of GitHub Actions.</summary>
    public static async Task<string?> DigestAsync(string rootDirectory, CancellationToken cancellationToken)
    {
        // owner/repository/.github/workflows/promote.yml@refs/heads/main
        if (Environment.GetEnvironmentVariable("GITHUB_WORKFLOW_REF") is not { Length: > 0 } reference)
            return null;
        var path = reference.Split('@')[0].Split('/', 3);
        var file = path.Length == 3 ? Path.GetFullPath(path[2], rootDirectory) : null;
        return file is not null && file.StartsWith(Path.GetFullPath(rootDirectory), StringComparison.Ordinal) && File.Exists(file)
            ? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, cancellationToken)))}"
            : null;
    }
}
