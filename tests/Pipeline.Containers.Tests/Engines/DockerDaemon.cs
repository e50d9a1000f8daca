using System.Diagnostics;
using System.Formats.Tar;
using Docker.DotNet;
using Docker.DotNet.Models;
using Pipeline.Containers.Engines;

namespace Pipeline.Containers.Tests.Engines;

/// <summary>A Docker engine of the tests' own: its own data, its own socket, no network. It has one image, <c>tiny:1</c>, made of a static busybox.</summary>
public sealed class DockerDaemon : IAsyncLifetime
{
    // A Unix socket's path has up to 107 characters.
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("pd-");
    private Process? process;

    public Uri Endpoint => new($"unix://{directory.FullName}/d.sock");

    public ContainerEngine Engine { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (RequiresDockerdAttribute.Skipped is not null)
            return;

        var root = directory.FullName;
        process = Process.Start(new ProcessStartInfo("dockerd",
        [
            "--data-root", $"{root}/data", "--exec-root", $"{root}/exec", "--pidfile", $"{root}/pid", "-H", Endpoint.OriginalString,
            "--bridge=none", "--iptables=false", "--ip6tables=false", "--storage-driver=vfs",
        ]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var log = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();

        var started = Stopwatch.StartNew();
        while (await ContainerEngine.TryConnectAsync(Endpoint) is var engine)
        {
            if (engine is not null)
            {
                Engine = engine;
                break;
            }

            if (process.HasExited || started.Elapsed > TimeSpan.FromSeconds(60))
            {
                await EndAsync();
                throw new InvalidOperationException($"dockerd doesn't answer:\n{await log}");
            }

            await Task.Delay(50);
        }

        using var client = new DockerClientBuilder().WithEndpoint(Endpoint).Build();
        await client.Images.CreateImageAsync(new ImagesCreateParameters { FromSrc = "-", Repo = "tiny", Tag = "1" }, await BusyboxAsync(), null, new Progress<JSONMessage>());
    }

    public async Task DisposeAsync()
    {
        Engine?.Dispose();
        await EndAsync();
        directory.Delete(recursive: true);
    }

    private async Task EndAsync()
    {
        if (process is null || process.HasExited)
            return;

        // By its signal: it ends its containerd, too.
        using (var signal = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await signal.WaitForExitAsync();
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static async Task<Stream> BusyboxAsync()
    {
        var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            await using var busybox = File.OpenRead(RequiresDockerdAttribute.Busybox!);
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "bin/busybox") { DataStream = busybox, Mode = (UnixFileMode)0x1ED });
            foreach (var name in (string[])["sh", "cat", "ls", "find", "id", "mkdir"])
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{name}") { LinkName = "busybox" });
        }

        tar.Position = 0;
        return tar;
    }
}

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

    // One that needs a loader doesn't start in an image that has nothing else.
    private static bool IsStatic(string path)
    {
        var start = new byte[4096];
        using var file = File.OpenRead(path);
        file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start.AsSpan().IndexOf("/ld-linux"u8) < 0;
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(x => Path.Combine(x, program)).FirstOrDefault(File.Exists);
}
