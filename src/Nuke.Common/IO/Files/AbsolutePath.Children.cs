namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
    /// <summary>The files whose name matches <paramref name="pattern"/> (<c>*</c> and <c>?</c>), ordered by name, directory by directory.</summary>
    /// <param name="path">The directory to look in.</param>
    /// <param name="pattern">What the names match.</param>
    /// <param name="depth">How deep to look: 1 is the directory itself, <see cref="int.MaxValue"/> everything below.</param>
    /// <param name="attributes">Files with any of these are left out.</param>
    public static IEnumerable<AbsolutePath> GetFiles(this AbsolutePath path, string pattern = "*", int depth = 1, FileAttributes attributes = 0)
    {
        Assert.True(depth >= 0);
        return depth == 0 ? [] : Levels(path, depth).SelectMany(x => Entries(Directory.EnumerateFiles(x, pattern), attributes));
    }

    /// <summary>The directories whose name matches <paramref name="pattern"/> (<c>*</c> and <c>?</c>), level by level, ordered by name.</summary>
    /// <param name="path">The directory to look in.</param>
    /// <param name="pattern">What the names match.</param>
    /// <param name="depth">How deep to look: 1 is the directory itself, <see cref="int.MaxValue"/> everything below.</param>
    /// <param name="attributes">Directories with any of these are left out.</param>
    public static IEnumerable<AbsolutePath> GetDirectories(this AbsolutePath path, string pattern = "*", int depth = 1, FileAttributes attributes = 0)
    {
        Assert.True(depth >= 0);
        return depth == 0 ? [] : Levels(path, depth).SelectMany(x => Entries(Directory.EnumerateDirectories(x, pattern), attributes));
    }

    // Breadth first, as NUKE does. A link that leads to where it came from is shown but not entered.
    private static IEnumerable<string> Levels(string directory, int depth)
    {
        var level = new List<string> { directory };
        for (; depth > 0 && level.Count > 0; depth--)
        {
            foreach (var current in level)
                yield return current;
            if (depth > 1)
                level = [.. level.SelectMany(x => Directory.GetDirectories(x).Order(StringComparer.Ordinal)).Where(x => !LeadsBack(x))];
        }
    }

    private static IEnumerable<AbsolutePath> Entries(IEnumerable<string> entries, FileAttributes excluded)
        => entries
            .Where(x => excluded == 0 || (File.GetAttributes(x) & excluded) == 0)
            .Order(StringComparer.Ordinal)
            .Select(x => (AbsolutePath)x);

    private static bool LeadsBack(string directory)
        => new DirectoryInfo(directory) is { LinkTarget: not null } link
           && (link.ResolveLinkTarget(returnFinalTarget: true) is not { } target || PathConstruction.IsDescendantPath(target.FullName, directory));
}
