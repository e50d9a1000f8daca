using System.IO.Compression;

namespace Nuke.Common.IO;

/// <summary>The older, static form of <see cref="CompressionExtensions"/>, for builds that have not moved on.</summary>
public static class CompressionTasks
{
    /// <summary>As <see cref="CompressionExtensions.CompressTo"/>.</summary>
    public static void Compress(string directory, string archiveFile, Predicate<FileInfo>? filter = null)
        => Path(directory).CompressTo(Path(archiveFile), Filter(filter));

    /// <summary>As <see cref="CompressionExtensions.UncompressTo"/>.</summary>
    public static void Uncompress(string archiveFile, string directory) => Path(archiveFile).UncompressTo(Path(directory));

    /// <summary>As <see cref="CompressionExtensions.ZipTo"/>.</summary>
    public static void CompressZip(
        string directory,
        string archiveFile,
        Predicate<FileInfo>? filter = null,
        CompressionLevel compressionLevel = CompressionLevel.Optimal,
        FileMode fileMode = FileMode.CreateNew)
        => Path(directory).ZipTo(Path(archiveFile), Filter(filter), compressionLevel, fileMode);

    /// <summary>As <see cref="CompressionExtensions.UnZipTo"/>.</summary>
    public static void UncompressZip(string archiveFile, string directory) => Path(archiveFile).UnZipTo(Path(directory));

    /// <summary>As <see cref="CompressionExtensions.TarGZipTo(AbsolutePath, AbsolutePath, Func{AbsolutePath, bool}, FileMode)"/>.</summary>
    public static void CompressTarGZip(string directory, string archiveFile, Predicate<FileInfo>? filter = null, FileMode fileMode = FileMode.CreateNew)
        => Path(directory).TarGZipTo(Path(archiveFile), Filter(filter), fileMode);

    /// <summary>As <see cref="CompressionExtensions.TarBZip2To(AbsolutePath, AbsolutePath, Func{AbsolutePath, bool}, FileMode)"/>.</summary>
    public static void CompressTarBZip2(string directory, string archiveFile, Predicate<FileInfo>? filter = null, FileMode fileMode = FileMode.CreateNew)
        => Path(directory).TarBZip2To(Path(archiveFile), Filter(filter), fileMode);

    /// <summary>As <see cref="CompressionExtensions.UnTarGZipTo"/>.</summary>
    public static void UncompressTarGZip(string archiveFile, string directory) => Path(archiveFile).UnTarGZipTo(Path(directory));

    /// <summary>As <see cref="CompressionExtensions.UnTarBZip2To"/>.</summary>
    public static void UncompressTarBZip2(string archiveFile, string directory) => Path(archiveFile).UnTarBZip2To(Path(directory));

    private static AbsolutePath Path(string path) => AbsolutePath.Create(path);

    private static Func<AbsolutePath, bool>? Filter(Predicate<FileInfo>? filter) => filter is null ? null : x => filter(x.ToFileInfo());
}
