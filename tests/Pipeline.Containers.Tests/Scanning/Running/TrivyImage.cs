using System.Formats.Tar;
using Docker.DotNet;
using Docker.DotNet.Models;
using Pipeline.Containers.Registries;
using Pipeline.Containers.Tests.Engines;
using Pipeline.Containers.Tests.Registries;

namespace Pipeline.Containers.Tests.Scanning.Running;

/// <summary>An image of the real Trivy's binary, in a registry of its own; the engine has to fetch it.</summary>
public sealed class TrivyImage : IAsyncLifetime
{
    private DockerRegistry? registry;

    public DockerEngineProcess Engine { get; private set; } = null!;

    /// <summary>Its reference by digest.</summary>
    public string Pinned { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (RequiresTrivyInContainerAttribute.Skipped is not null)
            return;
        registry = await DockerRegistry.StartAsync();
        Engine = await DockerEngineProcess.StartAsync("overlay2");
        var repository = $"{registry.Host}/aquasec/trivy";
        await using (var files = await FilesAsync())
            await Engine.ImportAsync(files, repository, "0.75.0", "ENTRYPOINT [\"/usr/local/bin/trivy\"]");

        using var docker = new DockerClientBuilder().WithEndpoint(Engine.Endpoint).Build();
        await docker.Images.PushImageAsync(repository, new ImagePushParameters { Tag = "0.75.0" }, new AuthConfig(), new Progress<JSONMessage>());
        await docker.Images.DeleteImageAsync($"{repository}:0.75.0", new ImageDeleteParameters { Force = true });
        using var client = new RegistryClient();
        Pinned = $"{repository}:0.75.0@{(await client.ResolveAsync(ImageReference.Parse($"{repository}:0.75.0"))).Image.Digest}";
    }

    public async Task DisposeAsync()
    {
        if (Engine is not null)
            await Engine.DisposeAsync();
        if (registry is not null)
            await registry.DisposeAsync();
    }

    private static async Task<Stream> FilesAsync()
    {
        var tar = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 65536, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            await using var binary = File.OpenRead(RealTrivy.Path);
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "usr/local/bin/trivy") { DataStream = binary, Mode = (UnixFileMode)0x1ED });
        }

        tar.Position = 0;
        return tar;
    }
}
