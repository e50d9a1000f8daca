using System.Diagnostics;
using Docker.DotNet;
using Docker.DotNet.Models;
using Pipeline.Containers.Engines;

namespace Pipeline.Containers.Tests.Engines;

/// <summary>A dockerd of our own: its own data, its own socket, no network. Free of xunit, so that benchmarks can link this file.</summary>
public sealed class DockerEngineProcess : IAsyncDisposable
{
    // A Unix socket's path has up to 107 characters.
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("pd-");
    private readonly Process process;

    private DockerEngineProcess(string storageDriver)
    {
        var root = directory.FullName;
        process = Process.Start(new ProcessStartInfo("dockerd",
        [
            "--data-root", $"{root}/data", "--exec-root", $"{root}/exec", "--pidfile", $"{root}/pid", "-H", Endpoint.OriginalString,
            "--bridge=none", "--iptables=false", "--ip6tables=false", $"--storage-driver={storageDriver}",
        ]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    public Uri Endpoint => new($"unix://{directory.FullName}/d.sock");

    public ContainerEngine Engine { get; private set; } = null!;

    /// <param name="storageDriver"><c>vfs</c> works everywhere; <c>overlay2</c> is what engines use.</param>
    public static async Task<DockerEngineProcess> StartAsync(string storageDriver = "vfs")
    {
        var engine = new DockerEngineProcess(storageDriver);
        var log = engine.process.StandardError.ReadToEndAsync();
        _ = engine.process.StandardOutput.ReadToEndAsync();
        for (var started = Stopwatch.StartNew(); ;)
        {
            if (await ContainerEngine.TryConnectAsync(engine.Endpoint) is { } connected)
            {
                engine.Engine = connected;
                return engine;
            }

            if (engine.process.HasExited || started.Elapsed > TimeSpan.FromSeconds(60))
            {
                await engine.DisposeAsync();
                throw new InvalidOperationException($"dockerd doesn't answer:\n{await log}");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Makes an image of a file system's tar, as <c>docker import</c> does; its id comes back.</summary>
    public async Task<string> ImportAsync(Stream fileSystem, string repository, string tag, params string[] changes)
    {
        using var client = new DockerClientBuilder().WithEndpoint(Endpoint).Build();
        await client.Images.CreateImageAsync(new ImagesCreateParameters { FromSrc = "-", Repo = repository, Tag = tag, Changes = changes }, fileSystem, null, new Progress<JSONMessage>());
        return (await client.Images.InspectImageAsync($"{repository}:{tag}")).ID;
    }

    public async ValueTask DisposeAsync()
    {
        Engine?.Dispose();
        await EndAsync();
        process.Dispose();
        // A container in the machine's own network leaves a mount behind, which dockerd doesn't take down.
        if (File.Exists(Path.Combine(directory.FullName, "exec", "netns", "default")))
        {
            using var unmount = Process.Start("umount", [Path.Combine(directory.FullName, "exec", "netns", "default")]);
            await unmount.WaitForExitAsync();
        }

        directory.Delete(recursive: true);
    }

    private async Task EndAsync()
    {
        if (process.HasExited)
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
    }
}
