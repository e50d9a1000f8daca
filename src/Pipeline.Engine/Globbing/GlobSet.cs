using Pipeline.Errors;

namespace Pipeline.Engine.Globbing;

/// <summary>
/// Several patterns below one root, walked together. What matches any pattern is in, unless one with a leading <c>!</c> matches it too,
/// whatever their order; an exclude that ends with a plain name (<c>!**/bin</c>) or with <c>**</c> takes out everything below as well,
/// and such directories are not even read. Patterns are relative to the root, or absolute.
/// Symbolic links to directories are followed, except where that would lead round in a circle.
/// </summary>
public sealed class GlobSet
{
    private readonly IReadOnlyList<GlobBase> _bases;

    /// <summary>Compiles <paramref name="patterns"/> for <paramref name="root"/>, which need not exist.</summary>
    /// <exception cref="PipelineException">A pattern can't be read (PIPE0100).</exception>
    public GlobSet(string root, IReadOnlyList<string> patterns, GlobCase letterCase = GlobCase.Platform)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(patterns);
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        Patterns = patterns;
        _bases = GlobBase.Group(Root, patterns, letterCase);
    }

    /// <summary>Full path of the directory that relative patterns start from.</summary>
    public string Root { get; }

    /// <summary>The patterns as given.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Whether a path, relative to the root or absolute, is in the set. Looks at the path only, not at the disk.</summary>
    public bool IsMatch(string path)
    {
        var full = Path.GetFullPath(path, Root);
        foreach (var group in _bases)
        {
            if (group.TryGetRelative(full, out var relative) && group.Machine.IsMatch(relative))
                return true;
        }

        return false;
    }

    /// <summary>Full paths of the files in the set, each once, in ordinal order.</summary>
    public IReadOnlyList<string> GlobFiles() => Walk(GlobKinds.Files).Files;

    /// <summary>Full paths of the directories in the set, each once, in ordinal order; never the root itself.</summary>
    public IReadOnlyList<string> GlobDirectories() => Walk(GlobKinds.Directories).Directories;

    /// <summary>
    /// Walks the disk once for all patterns. Without <paramref name="followLinks"/>, links to directories are reported as files,
    /// except those that a pattern names (<c>output/**</c> where <c>output</c> is a link): they are followed all the same.
    /// </summary>
    internal GlobResult Walk(GlobKinds kinds, bool followLinks = true)
    {
        var hits = new bool[Patterns.Count];
        var files = new List<string>();
        var directories = new List<string>();
        foreach (var group in _bases)
            new GlobWalk(group, kinds, followLinks, files, directories, hits).Run();
        return new GlobResult(Ordered(files), Ordered(directories), hits);
    }

    private List<string> Ordered(List<string> paths)
    {
        paths.Sort(string.CompareOrdinal);
        if (_bases.Count == 1)
            return paths;

        var kept = 0;
        for (var i = 0; i < paths.Count; i++)
        {
            if (kept == 0 || !string.Equals(paths[i], paths[kept - 1], StringComparison.Ordinal))
                paths[kept++] = paths[i];
        }

        paths.RemoveRange(kept, paths.Count - kept);
        return paths;
    }
}
