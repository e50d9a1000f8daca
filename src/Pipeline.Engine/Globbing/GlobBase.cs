namespace Pipeline.Engine.Globbing;

/// <summary>The patterns that start from one directory. Nearly always there is one: the root; patterns that lead outside of it have others.</summary>
internal sealed class GlobBase
{
    private GlobBase(string directory, GlobMachine machine, int[] originalIndexes)
    {
        Directory = directory;
        Machine = machine;
        OriginalIndexes = originalIndexes;
    }

    public string Directory { get; }

    public GlobMachine Machine { get; }

    /// <summary>Which of the set's patterns each of the machine's is.</summary>
    public int[] OriginalIndexes { get; }

    public static IReadOnlyList<GlobBase> Group(string root, IReadOnlyList<string> patterns, GlobCase letterCase)
    {
        var groups = new List<(string Directory, List<(string Pattern, int Index, bool IsExclude)> Patterns)>();
        for (var i = 0; i < patterns.Count; i++)
        {
            var isExclude = patterns[i].StartsWith('!');
            var (directory, pattern) = Locate(root, isExclude ? patterns[i][1..] : patterns[i], letterCase);
            var group = groups.Find(x => x.Directory == directory);
            if (group.Patterns is null)
                groups.Add(group = (directory, []));
            group.Patterns.Add((pattern, i, isExclude));
        }

        var bases = new List<GlobBase>();
        foreach (var (directory, members) in groups)
        {
            var texts = new string[members.Count];
            var excludes = new bool[members.Count];
            var indexes = new int[members.Count];
            for (var i = 0; i < texts.Length; i++)
                (texts[i], indexes[i], excludes[i]) = members[i];
            bases.Add(new GlobBase(directory, GlobMachine.Compile(texts, letterCase, excludes), indexes));
        }

        return bases;
    }

    public bool TryGetRelative(string fullPath, out ReadOnlySpan<char> relative)
    {
        relative = default;
        var comparison = Machine.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (!fullPath.StartsWith(Directory, comparison))
            return false;
        relative = fullPath.AsSpan(Directory.Length);
        return Path.EndsInDirectorySeparator(Directory) || relative.Length > 0 && relative[0] is '/' or '\\';
    }

    // The directory a pattern starts from, and the pattern from there on. Text is compared before the pattern is read, so that
    // a root with a bracket in its name can be written in front of a pattern.
    private static (string Directory, string Pattern) Locate(string root, string pattern, GlobCase letterCase)
    {
        var unified = pattern.Replace('\\', '/');
        var leadsUp = unified == ".." || unified.StartsWith("../", StringComparison.Ordinal) || unified.Contains("/../", StringComparison.Ordinal);
        if (!Path.IsPathRooted(unified) && !leadsUp)
            return (root, pattern);

        var comparison = GlobMachine.IsInsensitive(letterCase) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var full = Path.GetFullPath(unified, root).Replace('\\', '/');
        var prefix = root.Replace('\\', '/');
        if (!prefix.EndsWith('/'))
            prefix += "/";
        if (full.Length > prefix.Length && full.StartsWith(prefix, comparison))
            return (root, full[prefix.Length..]);

        var start = Path.GetPathRoot(full)!;
        return (start, full[start.Length..]);
    }
}
