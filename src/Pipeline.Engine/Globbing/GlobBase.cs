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
        // Small lists side by side: a run starts here, and lists of tuples would have to be compiled first.
        var directories = new List<string>();
        var texts = new string[patterns.Count];
        var owners = new int[patterns.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            var (directory, text) = Locate(root, patterns[i].StartsWith('!') ? patterns[i][1..] : patterns[i], letterCase);
            texts[i] = text;
            owners[i] = directories.IndexOf(directory);
            if (owners[i] >= 0)
                continue;
            owners[i] = directories.Count;
            directories.Add(directory);
        }

        var bases = new GlobBase[directories.Count];
        for (var i = 0; i < bases.Length; i++)
        {
            var indexes = new List<int>(texts.Length);
            for (var pattern = 0; pattern < texts.Length; pattern++)
            {
                if (owners[pattern] == i)
                    indexes.Add(pattern);
            }

            var own = new string[indexes.Count];
            var excludes = new bool[indexes.Count];
            for (var at = 0; at < own.Length; at++)
            {
                own[at] = texts[indexes[at]];
                excludes[at] = patterns[indexes[at]].StartsWith('!');
            }

            bases[i] = new GlobBase(directories[i], GlobMachine.Compile(own, letterCase, excludes), [.. indexes]);
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
