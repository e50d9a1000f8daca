using System.Formats.Tar;
using Pipeline.Containers.Engines;

namespace Pipeline.Containers.Tests.Engines;

/// <summary>A Docker engine for the tests of a class. It has one image, <c>tiny:1</c>, made of a static busybox.</summary>
public sealed class DockerDaemon : IAsyncLifetime
{
    private DockerEngineProcess? process;

    public DockerEngineProcess Process => process!;

    public ContainerEngine Engine => Process.Engine;

    public async Task InitializeAsync()
    {
        if (RequiresDockerdAttribute.Skipped is not null)
            return;

        process = await DockerEngineProcess.StartAsync();
        await process.ImportAsync(await BusyboxAsync(), "tiny", "1");
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
    }

    private static async Task<Stream> BusyboxAsync()
    {
        var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            // For users who aren't root, too.
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, "bin/") { Mode = (UnixFileMode)0x1ED });
            await using var busybox = File.OpenRead(RequiresDockerdAttribute.Busybox!);
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "bin/busybox") { DataStream = busybox, Mode = (UnixFileMode)0x1ED });
            foreach (var name in (string[])["sh", "cat", "ls", "find", "id", "mkdir"])
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, $"bin/{name}") { LinkName = "busybox" });
        }

        tar.Position = 0;
        return tar;
    }
}
