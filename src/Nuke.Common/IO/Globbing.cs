using Pipeline.Engine.Globbing;

namespace Nuke.Common.IO;

/// <summary>
/// Files and directories by patterns: <c>*</c> any part of a name, <c>**</c> any number of directories, <c>?</c> one character,
/// <c>[a-z]</c>, <c>{a,b}</c>, and a leading <c>!</c> to exclude. Names that begin with a dot are like any other.
/// </summary>
public static class Globbing
{
#pragma warning disable CA2211 // NUKE has this as a field; [GlobbingOptions] sets it.
    /// <summary>Whether upper and lower case differ. By default they do, except on Windows.</summary>
    public static GlobbingCaseSensitivity GlobbingCaseSensitivity;
#pragma warning restore CA2211

    private static GlobCase LetterCase => GlobbingCaseSensitivity switch
    {
        GlobbingCaseSensitivity.CaseSensitive => GlobCase.Sensitive,
        GlobbingCaseSensitivity.CaseInsensitive => GlobCase.Insensitive,
        _ => OperatingSystem.IsWindows() ? GlobCase.Insensitive : GlobCase.Sensitive,
    };

    /// <summary>The files below the directory that match any of the patterns, each once, in order. Without patterns, <paramref name="directory"/> holds one itself.</summary>
    public static IReadOnlyCollection<string> GlobFiles(string directory, params string[] patterns)
    {
        var (root, globs) = Split(directory, patterns);
        return GlobWalker.GlobFiles(root, globs, LetterCase);
    }

    /// <summary>The files below the directory that match any of the patterns, each once, in order.</summary>
    public static IReadOnlyCollection<AbsolutePath> GlobFiles(this AbsolutePath directory, params string[] patterns)
        => ToPaths(GlobFiles((string)directory, patterns));

    /// <summary>The directories below the directory that match any of the patterns, each once, in order. Without patterns, <paramref name="directory"/> holds one itself.</summary>
    public static IReadOnlyCollection<string> GlobDirectories(string directory, params string[] patterns)
    {
        var (root, globs) = Split(directory, patterns);
        return GlobWalker.GlobDirectories(root, globs, LetterCase);
    }

    /// <summary>The directories below the directory that match any of the patterns, each once, in order.</summary>
    public static IReadOnlyCollection<AbsolutePath> GlobDirectories(this AbsolutePath directory, params string[] patterns)
        => ToPaths(GlobDirectories((string)directory, patterns));

    private static AbsolutePath[] ToPaths(IReadOnlyCollection<string> paths)
    {
        var result = new AbsolutePath[paths.Count];
        var index = 0;
        foreach (var path in paths)
            result[index++] = path;
        return result;
    }

    private static (string Root, string[] Patterns) Split(string directory, string[] patterns)
    {
        if (patterns.Length > 0)
            return (directory, patterns);

        AbsolutePath definition = directory;
        var root = definition.FindParentOrSelf(x => !Glob.HasWildcards(x));
        return (root, [PathConstruction.GetUnixRelativePath(root, definition)]);
    }
}
