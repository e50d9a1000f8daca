using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
    /// <summary>Whether the name ends with one of these extensions (<c>.tar.gz</c>), whatever their case.</summary>
    public static bool HasExtension(this AbsolutePath path, string extension, params string[] alternativeExtensions)
        => EndsWithAny(path, [extension, .. alternativeExtensions]);

    /// <summary>The path with another extension, given with or without dot.</summary>
    public static AbsolutePath WithExtension(this AbsolutePath path, string extension) => path.Parent / Path.ChangeExtension(path.Name, extension);

    /// <summary>The file as a <see cref="FileInfo"/>.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public static FileInfo? ToFileInfo(this AbsolutePath? path) => path is null ? null : new FileInfo(path);

    /// <summary>The directory as a <see cref="DirectoryInfo"/>.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public static DirectoryInfo? ToDirectoryInfo(this AbsolutePath? path) => path is null ? null : new DirectoryInfo(path);

    /// <summary>When the file was last written; for a directory, the latest of everything in it.</summary>
    /// <exception cref="ArgumentException">There is neither a file nor a directory.</exception>
    public static DateTime GetLastWriteTimeUtc(this AbsolutePath path)
    {
        Assert.True(path.DirectoryExists() || path.FileExists(), $"There is neither a file nor a directory at '{path}'");
        return path.DirectoryExists()
            ? path.ToDirectoryInfo().EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
                .Select(x => x.LastWriteTimeUtc)
                .DefaultIfEmpty(Directory.GetLastWriteTimeUtc(path))
                .Max()
            : File.GetLastWriteTimeUtc(path);
    }

    /// <summary>The MD5 of the file's content, as lower-case hex. Tells changes, not tampering.</summary>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    [SuppressMessage("Security", "CA5351", Justification = "NUKE's hash; it guards nothing.")]
    public static string GetFileHash(this AbsolutePath path)
    {
        Assert.FileExists(path);
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(MD5.HashData(stream));
    }

    /// <summary>The MD5 of the names and contents of all files in the directory, as lower-case hex.</summary>
    /// <exception cref="ArgumentException">There is no such directory.</exception>
    public static string GetDirectoryHash(this AbsolutePath path, Func<AbsolutePath, bool>? includeFile = null)
    {
        Assert.DirectoryExists(path);
        return path.GetFiles(depth: int.MaxValue).Where(x => includeFile?.Invoke(x) ?? true).GetFileSetHash(path);
    }

    /// <summary>The MD5 of the files' names, relative to <paramref name="baseDirectory"/>, and contents, as lower-case hex. Their order doesn't matter.</summary>
    /// <exception cref="ArgumentException">One of the files isn't there.</exception>
    [SuppressMessage("Security", "CA5351", Justification = "NUKE's hash; it guards nothing.")]
    public static string GetFileSetHash(this IEnumerable<AbsolutePath> paths, string baseDirectory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var path in paths.Distinct().OrderBy(x => x.ToString(), StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(PathConstruction.GetUnixRelativePath(baseDirectory, path).ToString()));
            hash.AppendData(path.ReadAllBytes());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
