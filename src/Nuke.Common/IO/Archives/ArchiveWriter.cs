using System.Formats.Tar;
using System.IO.Compression;

namespace Nuke.Common.IO;

/// <summary>Packs files. An archive that couldn't be finished is deleted.</summary>
internal static class ArchiveWriter
{
    public static void Zip(AbsolutePath directory, AbsolutePath archiveFile, IReadOnlyCollection<AbsolutePath> files, CompressionLevel level, FileMode mode)
        => Write(archiveFile, mode, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
            foreach (var file in files)
                archive.CreateEntryFromFile(file, EntryName(directory, file), level);
        });

    public static void Tar(AbsolutePath directory, AbsolutePath archiveFile, IReadOnlyCollection<AbsolutePath> files, FileMode mode, Func<Stream, Stream> compress)
        => Write(archiveFile, mode, stream =>
        {
            using var compressed = compress(stream);
            using var writer = new TarWriter(compressed, TarEntryFormat.Pax, leaveOpen: true);
            foreach (var file in files)
                AddFile(writer, file, EntryName(directory, file));
        });

    // A link is packed as what it leads to, so that the archive stands by itself.
    private static void AddFile(TarWriter writer, AbsolutePath file, string entryName)
    {
        var info = file.ToFileInfo();
        if (info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
            info = target;
        using var content = info.OpenRead();
        var entry = new PaxTarEntry(TarEntryType.RegularFile, entryName) { DataStream = content, ModificationTime = info.LastWriteTimeUtc };
        if (!OperatingSystem.IsWindows())
            entry.Mode = info.UnixFileMode;
        writer.WriteEntry(entry);
    }

    private static string EntryName(AbsolutePath directory, AbsolutePath file)
    {
        Assert.True(directory.Contains(file), $"File '{file}' can't be packed: it is not in '{directory}'");
        return directory.GetUnixRelativePathTo(file);
    }

    private static void Write(AbsolutePath archiveFile, FileMode mode, Action<Stream> write)
    {
        archiveFile.Parent.CreateDirectory();
        using var stream = File.Open(archiveFile, mode, FileAccess.ReadWrite);
        try
        {
            write(stream);
        }
        catch
        {
            stream.Dispose();
            archiveFile.DeleteFile();
            throw;
        }
    }
}
