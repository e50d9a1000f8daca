using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using ICSharpCode.SharpZipLib.BZip2;
using Pipeline.Errors;

namespace Nuke.Common.IO;

/// <summary>Packs directories and unpacks archives. An archive that would write outside of its directory is refused (PIPE1003).</summary>
public static class CompressionExtensions
{
    private static readonly string[] s_tarGZip = [".tgz"];
    private static readonly string[] s_tarBZip2 = [".tbz2", ".tbz"];

    /// <summary>Packs the directory's files; the archive's extension says how: <c>.zip</c>, <c>.tar.gz</c>, <c>.tgz</c>, <c>.tar.bz2</c>, <c>.tbz2</c>, <c>.tbz</c>.</summary>
    /// <exception cref="PipelineException">The extension is none of these (PIPE1002).</exception>
    public static void CompressTo(this AbsolutePath directory, AbsolutePath archiveFile, Func<AbsolutePath, bool>? filter = null)
    {
        if (archiveFile.HasExtension(".zip"))
            directory.ZipTo(archiveFile, filter);
        else if (archiveFile.HasExtension(".tar.gz", s_tarGZip))
            directory.TarGZipTo(archiveFile, filter);
        else if (archiveFile.HasExtension(".tar.bz2", s_tarBZip2))
            directory.TarBZip2To(archiveFile, filter);
        else
            ThrowUnknown(archiveFile);
    }

    /// <summary>Unpacks an archive by its extension, over what is in the directory.</summary>
    /// <exception cref="PipelineException">The extension is not known (PIPE1002), or an entry leads out of the directory (PIPE1003).</exception>
    public static void UncompressTo(this AbsolutePath archiveFile, AbsolutePath directory)
    {
        if (archiveFile.HasExtension(".zip"))
            archiveFile.UnZipTo(directory);
        else if (archiveFile.HasExtension(".tar.gz", s_tarGZip))
            archiveFile.UnTarGZipTo(directory);
        else if (archiveFile.HasExtension(".tar.bz2", s_tarBZip2))
            archiveFile.UnTarBZip2To(directory);
        else
            ThrowUnknown(archiveFile);
    }

    /// <summary>Packs the directory's files into a zip. By default an archive that is there is an error.</summary>
    public static void ZipTo(
        this AbsolutePath directory,
        AbsolutePath archiveFile,
        Func<AbsolutePath, bool>? filter = null,
        CompressionLevel compressionLevel = CompressionLevel.Optimal,
        FileMode fileMode = FileMode.CreateNew)
        => ArchiveWriter.Zip(directory, archiveFile, FilesOf(directory, archiveFile, filter), compressionLevel, fileMode);

    /// <summary>Unpacks a zip, over what is in the directory.</summary>
    /// <exception cref="PipelineException">An entry leads out of the directory (PIPE1003).</exception>
    public static void UnZipTo(this AbsolutePath archiveFile, AbsolutePath directory) => ArchiveReader.UnZip(archiveFile, directory);

    /// <summary>Packs files into a <c>.tar.gz</c>, named relative to the directory.</summary>
    public static void TarGZipTo(this AbsolutePath baseDirectory, AbsolutePath archiveFile, IEnumerable<AbsolutePath> files, FileMode fileMode = FileMode.CreateNew)
        => ArchiveWriter.Tar(baseDirectory, archiveFile, [.. files], fileMode, x => new GZipStream(x, CompressionLevel.Optimal));

    /// <summary>Packs the directory's files into a <c>.tar.gz</c>. By default an archive that is there is an error.</summary>
    public static void TarGZipTo(this AbsolutePath directory, AbsolutePath archiveFile, Func<AbsolutePath, bool>? filter = null, FileMode fileMode = FileMode.CreateNew)
        => directory.TarGZipTo(archiveFile, FilesOf(directory, archiveFile, filter), fileMode);

    /// <summary>Packs files into a <c>.tar.bz2</c>, named relative to the directory.</summary>
    public static void TarBZip2To(this AbsolutePath directory, AbsolutePath archiveFile, IEnumerable<AbsolutePath> files, FileMode fileMode = FileMode.CreateNew)
        => ArchiveWriter.Tar(directory, archiveFile, [.. files], fileMode, x => new BZip2OutputStream(x));

    /// <summary>Packs the directory's files into a <c>.tar.bz2</c>. By default an archive that is there is an error.</summary>
    public static void TarBZip2To(this AbsolutePath directory, AbsolutePath archiveFile, Func<AbsolutePath, bool>? filter = null, FileMode fileMode = FileMode.CreateNew)
        => directory.TarBZip2To(archiveFile, FilesOf(directory, archiveFile, filter), fileMode);

    /// <summary>Unpacks a <c>.tar.gz</c>, over what is in the directory.</summary>
    /// <exception cref="PipelineException">An entry leads out of the directory (PIPE1003).</exception>
    public static void UnTarGZipTo(this AbsolutePath archiveFile, AbsolutePath directory)
        => ArchiveReader.UnTar(archiveFile, directory, x => new GZipStream(x, CompressionMode.Decompress));

    /// <summary>Unpacks a <c>.tar.bz2</c>, over what is in the directory.</summary>
    /// <exception cref="PipelineException">An entry leads out of the directory (PIPE1003).</exception>
    public static void UnTarBZip2To(this AbsolutePath archiveFile, AbsolutePath directory)
        => ArchiveReader.UnTar(archiveFile, directory, x => new BZip2InputStream(x));

    private static List<AbsolutePath> FilesOf(AbsolutePath directory, AbsolutePath archiveFile, Func<AbsolutePath, bool>? filter)
        => [.. directory.GetFiles(depth: int.MaxValue).Where(x => x != archiveFile && filter?.Invoke(x) != false)];

    [DoesNotReturn]
    private static void ThrowUnknown(AbsolutePath archiveFile)
        => throw new PipelineException(
            PathErrors.UnknownArchive,
            $"'{archiveFile.Name}' has no known archive extension. Known are .zip, .tar.gz, .tgz, .tar.bz2, .tbz2 and .tbz.");
}
