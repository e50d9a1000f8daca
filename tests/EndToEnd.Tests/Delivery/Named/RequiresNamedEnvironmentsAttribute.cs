using Pipeline.Containers.Tests.Scanning;

namespace EndToEnd.Tests.Delivery.Named;

/// <summary>A test with a registry, a scanner and clients of each. Without them it is skipped and says how to get them; in CI (CI=true) it runs, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresNamedEnvironmentsAttribute : FactAttribute
{
    public RequiresNamedEnvironmentsAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            return;
        List<string> missing = [.. ((string[])["docker-registry", "skopeo", "kubectl", "git"]).Where(x => !IsOnPath(x)), .. File.Exists(RealTrivy.Path) ? Array.Empty<string>() : ["Trivy"]];
        if (missing.Count > 0)
            Skip = $"Needs {string.Join(", ", missing)}. Install what is missing with: bash tests/components/install.sh (kubectl: kubernetes.io/docs/tasks/tools)";
    }

    private static bool IsOnPath(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(x => File.Exists(Path.Combine(x, tool)));
}
