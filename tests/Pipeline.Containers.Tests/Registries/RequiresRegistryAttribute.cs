namespace Pipeline.Containers.Tests.Registries;

/// <summary>A test that needs docker-registry. Without it the test is skipped and says how to get it; in CI (CI=true) it runs, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresRegistryAttribute : FactAttribute
{
    public RequiresRegistryAttribute() => Skip = IsThere ? null! : "Needs docker-registry. Install it with: apt-get install -y docker-registry";

    internal static bool IsThere { get; } = Environment.GetEnvironmentVariable("CI") == "true" || IsOnPath("docker-registry");

    internal static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(x => File.Exists(Path.Combine(x, program)));
}
