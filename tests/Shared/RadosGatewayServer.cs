using System.Diagnostics;

namespace Pipeline.Tests;

/// <summary>A real S3 server (Ceph's radosgw) as a process. Access key AKTEST, secret key SKTEST.</summary>
internal sealed class RadosGatewayServer : IDisposable
{
    private static readonly string[] s_programs = ["radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "ceph-authtool", "monmaptool", "uuidgen"];

    private readonly string _directory = Directory.CreateTempSubdirectory("rgw-").FullName;

    /// <summary>Starts one: some ten seconds.</summary>
    public RadosGatewayServer() => Endpoint = new Uri(Script("start", _directory));

    /// <summary>Why tests that need it don't run, or null. In CI (CI=true) they run, and fail.</summary>
    public static string? Skipped { get; } = Environment.GetEnvironmentVariable("CI") == "true" || s_programs.All(IsOnPath)
        ? null
        : "Needs radosgw. Install it with: sudo tests/components/radosgw.sh install";

    public Uri Endpoint { get; }

    public void Dispose()
    {
        Script("stop", _directory);
        Directory.Delete(_directory, recursive: true);
    }

    private static string Script(string verb, string directory)
    {
        var start = new ProcessStartInfo("bash", [Path.Join(AppContext.BaseDirectory, "components", "radosgw.sh"), verb, directory]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"radosgw.sh {verb} {directory} failed with exit code {process.ExitCode}.");
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(x => File.Exists(Path.Join(x, program)));
}
