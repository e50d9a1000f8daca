namespace Pipeline.Tests;

/// <summary>A test that needs a program on the PATH. Without it the test is skipped and says how to get it; in CI (CI=true) it runs, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresToolAttribute : FactAttribute
{
    public RequiresToolAttribute(string tool, string install)
    {
        Tool = tool;
        Install = install;
        if (Environment.GetEnvironmentVariable("CI") != "true" && !IsOnPath(tool))
            Skip = $"Needs {tool}. Install it with: {install}";
    }

    public string Tool { get; }

    public string Install { get; }

    private static bool IsOnPath(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(x => File.Exists(Path.Combine(x, tool)) || File.Exists(Path.Combine(x, tool + ".exe")));
}
