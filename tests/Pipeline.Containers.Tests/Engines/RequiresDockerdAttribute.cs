namespace Pipeline.Containers.Tests.Engines;

/// <summary>A test that needs a Docker engine to start. Without it (or without root, which dockerd needs) the test is skipped and says how to get it; in CI (CI=true) what isn't installed fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresDockerdAttribute : FactAttribute
{
    public RequiresDockerdAttribute() => Skip = Skipped!;

    internal static string? Busybox { get; } = Find("busybox") is { } path && IsStatic(path) ? path : null;

    internal static string? Skipped { get; } = !OperatingSystem.IsLinux() || Environment.UserName != "root"
        ? "Needs to run as root on Linux: it starts a dockerd of its own."
        : Environment.GetEnvironmentVariable("CI") != "true" && (Find("dockerd") is null || Busybox is null || Find("skopeo") is null)
            ? "Needs dockerd, a static busybox and skopeo. Install them with: apt-get install -y docker.io busybox-static skopeo"
            : null;

    internal static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(x => Path.Combine(x, program)).FirstOrDefault(File.Exists);

    // One that needs a loader doesn't start in an image that has nothing else.
    private static bool IsStatic(string path)
    {
        var start = new byte[4096];
        using var file = File.OpenRead(path);
        file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start.AsSpan().IndexOf("/ld-linux"u8) < 0;
    }
}
