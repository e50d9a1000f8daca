using System.Runtime.CompilerServices;

namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
    private static readonly string[] s_fileSuffixes = ["file", "executable", "exe", "script"];
    private static readonly string[] s_directorySuffixes = ["directory", "dir", "folder"];

    /// <summary>
    /// Whether there is a file or directory; which one, the name of the variable says: <c>…File</c>, <c>…Executable</c>, <c>…Exe</c> and <c>…Script</c>
    /// are files, <c>…Directory</c>, <c>…Dir</c> and <c>…Folder</c> directories.
    /// </summary>
    /// <exception cref="ArgumentException">The name says neither.</exception>
    public static bool Exists(this AbsolutePath path, [CallerArgumentExpression(nameof(path))] string? expression = null)
    {
        if (EndsWithAny(expression, s_fileSuffixes))
            return path.FileExists();
        if (EndsWithAny(expression, s_directorySuffixes))
            return path.DirectoryExists();

        throw new ArgumentException(
            $"'{expression}' doesn't say whether a file or a directory is meant. Name it …File or …Directory, or call FileExists or DirectoryExists.",
            nameof(expression));
    }

    /// <summary>Whether there is a file.</summary>
    public static bool FileExists(this AbsolutePath path) => File.Exists(path);

    /// <summary>Whether there is a directory.</summary>
    public static bool DirectoryExists(this AbsolutePath path) => Directory.Exists(path);

    /// <summary>Whether the directory has a file that matches (<c>*</c> and <c>?</c>), by default directly in it.</summary>
    /// <exception cref="ArgumentException">There is no such directory.</exception>
    public static bool ContainsFile(this AbsolutePath path, string pattern, SearchOption options = SearchOption.TopDirectoryOnly)
    {
        Assert.DirectoryExists(path);
        return Directory.EnumerateFiles(path, pattern, options).Any();
    }

    /// <summary>Whether the directory has a directory that matches (<c>*</c> and <c>?</c>), by default directly in it.</summary>
    /// <exception cref="ArgumentException">There is no such directory.</exception>
    public static bool ContainsDirectory(this AbsolutePath path, string pattern, SearchOption options = SearchOption.TopDirectoryOnly)
    {
        Assert.DirectoryExists(path);
        return Directory.EnumerateDirectories(path, pattern, options).Any();
    }

#nullable disable annotations // As in NUKE: null where there is nothing, and builds don't check.
    /// <summary>The path if it is there, otherwise <c>null</c>. The name of the variable says what is meant, as for <see cref="Exists"/>.</summary>
    public static AbsolutePath Existing(this AbsolutePath path, [CallerArgumentExpression(nameof(path))] string expression = null!)
        => path.Exists(expression) ? path : null!;

    /// <summary>The path if it is a file, otherwise <c>null</c>.</summary>
    public static AbsolutePath ExistingFile(this AbsolutePath path) => path.FileExists() ? path : null!;

    /// <summary>The path if it is a directory, otherwise <c>null</c>.</summary>
    public static AbsolutePath ExistingDirectory(this AbsolutePath path) => path.DirectoryExists() ? path : null!;

    /// <summary>The next directory up that fulfils a condition; <c>null</c> if none does.</summary>
    public static AbsolutePath FindParent(this AbsolutePath path, Func<AbsolutePath, bool> predicate)
        => path.Parent is { } parent ? FindUp(parent, predicate) : null!;

    /// <summary>The path itself, or the next directory up, that fulfils a condition; <c>null</c> if none does.</summary>
    public static AbsolutePath FindParentOrSelf(this AbsolutePath path, Func<AbsolutePath, bool> predicate) => FindUp(path, predicate);

    private static AbsolutePath FindUp(AbsolutePath path, Func<AbsolutePath, bool> predicate)
    {
        while (path is not null && !predicate(path))
            path = path.Parent;
        return path;
    }
#nullable restore annotations

    /// <summary>Those that are files.</summary>
    public static IEnumerable<AbsolutePath> WhereFileExists(this IEnumerable<AbsolutePath> paths) => paths.Where(x => x.FileExists());

    /// <summary>Those that are directories.</summary>
    public static IEnumerable<AbsolutePath> WhereDirectoryExists(this IEnumerable<AbsolutePath> paths) => paths.Where(x => x.DirectoryExists());

    /// <summary>Whether it is a directory whose name begins with a dot.</summary>
    public static bool IsDotDirectory(this AbsolutePath path) => path.Name.StartsWith('.') && path.DirectoryExists();

    private static bool EndsWithAny(string? text, string[] suffixes)
        => text != null && Array.Exists(suffixes, x => text.EndsWith(x, StringComparison.OrdinalIgnoreCase));
}
