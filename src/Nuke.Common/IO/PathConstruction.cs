namespace Nuke.Common.IO;

/// <summary>
/// Path arithmetic for Windows, UNC and Unix paths, whatever the operating system is: the root decides on the separator.
/// Both <c>/</c> and <c>\</c> are read as separators.
/// </summary>
public static class PathConstruction
{
    internal const char WinSeparator = '\\';
    internal const char UncSeparator = '\\';
    internal const char UnixSeparator = '/';

    internal static readonly char[] AllSeparators = [WinSeparator, UnixSeparator];

    /// <summary>The relative path from one directory to another path, with backslashes.</summary>
    public static WinRelativePath GetWinRelativePath(string basePath, string destinationPath)
        => (WinRelativePath)GetRelativePath(basePath, destinationPath);

    /// <summary>The relative path from one directory to another path, with slashes.</summary>
    public static UnixRelativePath GetUnixRelativePath(string basePath, string destinationPath)
        => (UnixRelativePath)GetRelativePath(basePath, destinationPath);

    /// <summary>The relative path from this directory to another path.</summary>
    public static RelativePath GetRelativePathTo(this AbsolutePath basePath, string destinationPath)
        => (RelativePath)GetRelativePath(basePath, destinationPath);

    /// <summary>The relative path from this directory to another path, with backslashes.</summary>
    public static WinRelativePath GetWinRelativePathTo(this AbsolutePath basePath, string destinationPath)
        => GetWinRelativePath(basePath, destinationPath);

    /// <summary>The relative path from this directory to another path, with slashes.</summary>
    public static UnixRelativePath GetUnixRelativePathTo(this AbsolutePath basePath, string destinationPath)
        => GetUnixRelativePath(basePath, destinationPath);

    /// <summary>The same path with backslashes.</summary>
    public static WinRelativePath ToWinRelativePath(this RelativePath path) => (WinRelativePath)(string)path;

    /// <summary>The same path with slashes.</summary>
    public static UnixRelativePath ToUnixRelativePath(this RelativePath path) => (UnixRelativePath)(string)path;

    /// <summary>Whether <paramref name="destinationPath"/> is this directory or below it.</summary>
    public static bool Contains(this AbsolutePath basePath, string destinationPath) => IsDescendantPath(basePath, destinationPath);

    /// <summary>The relative path from one directory to another path. Empty if they are the same.</summary>
    /// <exception cref="ArgumentException">The paths are of different kinds, or on different drives or servers.</exception>
    public static string GetRelativePath(string basePath, string destinationPath, bool normalize = true)
    {
        if (normalize)
        {
            basePath = NormalizePath(basePath);
            destinationPath = NormalizePath(destinationPath);
        }

        var separator = SeparatorOf(basePath);
        var comparison = ComparisonOf(basePath);
        Assert.True(
            string.Equals(GetPathRoot(basePath), GetPathRoot(destinationPath), comparison),
            $"There is no relative path from '{basePath}' to '{destinationPath}': their roots differ");

        var baseParts = PartsOf(basePath);
        var destinationParts = PartsOf(destinationPath);
        var common = CommonParts(baseParts, destinationParts, comparison);
        return string.Join(separator, Enumerable.Repeat("..", baseParts.Length - common).Concat(destinationParts.Skip(common)));
    }

    /// <summary>Whether <paramref name="destinationPath"/> is <paramref name="basePath"/> or below it. Windows and UNC paths ignore case.</summary>
    public static bool IsDescendantPath(string basePath, string destinationPath)
    {
        basePath = NormalizePath(basePath);
        destinationPath = NormalizePath(destinationPath);
        var comparison = ComparisonOf(basePath);
        if (!string.Equals(GetPathRoot(basePath), GetPathRoot(destinationPath), comparison))
            return false;

        var baseParts = PartsOf(basePath);
        return CommonParts(baseParts, PartsOf(destinationPath), comparison) == baseParts.Length;
    }

    /// <summary>Whether the path begins with <c>/</c>, a drive (<c>C:</c>) or a server (<c>\\server</c>).</summary>
    public static bool HasPathRoot(string? path) => RootLength(path) > 0;

    /// <summary>The path's <c>/</c>, drive (<c>C:</c>) or server (<c>\\server</c>); <c>null</c> for a relative path.</summary>
    public static string? GetPathRoot(string? path) => RootLength(path) is > 0 and var length ? path![..length] : null;

    /// <summary>Joins two paths, without normalizing. A missing one is left out.</summary>
    /// <exception cref="ArgumentException"><paramref name="right"/> is rooted, or <paramref name="separator"/> doesn't fit the root.</exception>
    public static string Combine(string? left, string? right, char? separator = null)
    {
        left = TrimEnd(left);
        right = TrimEnd(right);
        Assert.False(HasPathRoot(right), $"Second path must not be rooted: '{right}' can't follow '{left}'");

        if (string.IsNullOrWhiteSpace(left))
            return right ?? string.Empty;
        if (string.IsNullOrWhiteSpace(right))
            return IsDrive(left) ? left + WinSeparator : left;

        AssertSeparatorFits(left, separator);
        return left[^1] == UnixSeparator ? left + right : $"{left}{separator ?? SeparatorOf(left)}{right}";
    }

    /// <summary>Resolves <c>.</c> and <c>..</c>, drops doubled and trailing separators, and uses one separator throughout.</summary>
    /// <exception cref="ArgumentException">The path climbs above its root, or <paramref name="separator"/> doesn't fit the root.</exception>
    public static string NormalizePath(string? path, char? separator = null)
    {
        AssertSeparatorFits(path, separator);
        path ??= string.Empty;

        var rootLength = RootLength(path);
        var parts = new List<string>();
        foreach (var part in path[rootLength..].Split(AllSeparators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".")
                continue;

            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else
            {
                Assert.True(rootLength == 0, $"Cannot normalize '{path}' beyond path root");
                parts.Add(part);
            }
        }

        var chosen = separator ?? SeparatorOf(path);
        var tail = string.Join(chosen, parts);
        var root = path[..rootLength];
        return root switch
        {
            "" => tail,
            [UnixSeparator] => root + tail,
            _ when tail.Length == 0 => IsDrive(root) ? root + chosen : root,
            _ => root + chosen + tail,
        };
    }

    internal static bool IsRoot(string normalizedPath)
        => RootLength(normalizedPath) is var length && (length == normalizedPath.Length || normalizedPath.AsSpan(length) is [WinSeparator]);

    internal static char SeparatorOf(string? path) => RootLength(path) switch
    {
        0 => Path.DirectorySeparatorChar,
        1 => UnixSeparator,
        _ => WinSeparator,
    };

    internal static StringComparison ComparisonOf(string? path)
        => SeparatorOf(path) == WinSeparator ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private static string[] PartsOf(string path) => path[RootLength(path)..].Split(AllSeparators, StringSplitOptions.RemoveEmptyEntries);

    private static int CommonParts(string[] left, string[] right, StringComparison comparison)
    {
        var count = 0;
        while (count < left.Length && count < right.Length && string.Equals(left[count], right[count], comparison))
            count++;
        return count;
    }

    private static int RootLength(string? path)
    {
        switch (path)
        {
            case [UnixSeparator, ..]:
                return 1;
            case [var drive, ':', ..] when char.IsLetter(drive):
                return 2;
            case [UncSeparator, UncSeparator, var first, ..] when char.IsLetterOrDigit(first):
                var end = path.IndexOf(UncSeparator, startIndex: 2);
                return end == -1 ? path.Length : end;
            default:
                return 0;
        }
    }

    private static bool IsDrive(string path) => path is [var drive, ':'] && char.IsLetter(drive);

    private static string? TrimEnd(string? path) => path is null or [UnixSeparator] ? path : path.TrimEnd(AllSeparators);

    private static void AssertSeparatorFits(string? path, char? separator)
        => Assert.True(
            separator == null || !HasPathRoot(path) || separator == SeparatorOf(path),
            $"The separator of '{path}' must be '{SeparatorOf(path)}', not '{separator}'");
}
