using Pipeline.Containers.Tar;

namespace Pipeline.Containers.Layouts;

/// <summary>Packs an OCI layout into an OCI archive, entries in a fixed order and with one time, so that the file is reproducible too.</summary>
internal static class ArchiveWriter
{
    public static async Task WriteAsync(string layoutDirectory, string archivePath, DateTimeOffset time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(archivePath))!);
        var temporary = $"{archivePath}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var output = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65536))
                await WriteAsync(layoutDirectory, output, time.ToUnixTimeSeconds(), cancellationToken);
            File.Move(temporary, archivePath, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task WriteAsync(string layoutDirectory, Stream output, long time, CancellationToken cancellationToken)
    {
        var tar = new TarStreamWriter(output);
        foreach (var file in (string[])["oci-layout", "index.json"])
            await AddAsync(file);

        await tar.WriteAsync(new TarEntry("blobs/", TarEntryKind.Directory, 0x1ED, time), null, cancellationToken);
        await tar.WriteAsync(new TarEntry("blobs/sha256/", TarEntryKind.Directory, 0x1ED, time), null, cancellationToken);
        // What a build that was killed left half written has no digest for a name.
        foreach (var blob in Directory.EnumerateFiles(Path.Combine(layoutDirectory, "blobs", "sha256")).Select(Path.GetFileName).Where(x => Digest.TryParse($"sha256:{x}", out _)).Order(StringComparer.Ordinal))
            await AddAsync($"blobs/sha256/{blob}");

        await tar.FinishAsync(cancellationToken);

        async Task AddAsync(string name)
        {
            await using var content = File.OpenRead(Path.Combine(layoutDirectory, name));
            await tar.WriteAsync(new TarEntry(name, TarEntryKind.File, 0x1A4, time) { Size = content.Length }, content, cancellationToken);
        }
    }
}
