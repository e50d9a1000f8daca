using Pipeline.Engine.Globbing;
using Pipeline.Errors;

namespace Pipeline.Engine.Caching;

/// <summary>A target's declared outputs. A plain name stands for a file, or for a directory with all that is below it.</summary>
internal sealed class OutputSet
{
    private readonly TargetCacheOptions _options;
    private readonly StatIndex _index;
    private readonly IReadOnlyList<string> _declared;
    private readonly GlobSet _files;

    public OutputSet(string target, IReadOnlyList<string> declared, TargetCacheOptions options, StatIndex index)
    {
        _options = options;
        _index = index;
        _declared = declared;
        foreach (var output in declared)
        {
            var path = Path.GetFullPath(output.TrimStart('!'), options.RootDirectory);
            if (!options.IsBelowRoot(path))
                throw new PipelineException(CacheErrors.OutputOutsideRoot,
                    $"Output '{output}' of target '{target}' doesn't lie below {options.RootDirectory}. Declare a path below it, or leave this output out of the cache.");
            if (output.AsSpan().Trim("!*?./\\").IsEmpty)
                throw new PipelineException(CacheErrors.OutputOutsideRoot,
                    $"Output '{output}' of target '{target}' stands for whatever lies below {options.RootDirectory}, sources included. Name a directory of its own.");
        }

        _files = new GlobSet(options.RootDirectory, Expand(declared), options.LetterCase);
    }

    public static List<string> Expand(IReadOnlyList<string> declared)
    {
        var patterns = new List<string>(declared.Count * 2);
        foreach (var output in declared)
        {
            patterns.Add(output);
            if (!Glob.HasWildcards(output) && !output.StartsWith('!'))
                patterns.Add(output + "/**");
        }

        return patterns;
    }

    public bool IsMatch(string relativePath) => _files.IsMatch(relativePath);

    /// <summary>Looks at the disk. Files whose stat is known are not read.</summary>
    public OutputListing List(CancellationToken cancellationToken)
    {
        if (_declared.Count == 0)
            return new OutputListing { Items = [], Directories = [], Missing = [] };

        var found = _files.Walk(GlobKinds.Files | GlobKinds.Directories, followLinks: false);
        var items = new List<OutputItem>(found.Files.Count);
        var regular = new List<string>(found.Files.Count);
        var parents = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in found.Files)
        {
            parents.Add(Path.GetDirectoryName(path)!);
            switch (FileStat.Read(path, followLinks: false))
            {
                case { Kind: FileKind.File }:
                    regular.Add(path);
                    break;
                case { Kind: FileKind.Link }:
                    items.Add(new OutputItem { Path = _options.NameOf(path), Kind = FileKind.Link, Content = new FileInfo(path).LinkTarget ?? "" });
                    break;
            }
        }

        var records = _index.GetAll(regular, cancellationToken);
        for (var i = 0; i < records.Length; i++)
        {
            if (records[i] is { } record)
                items.Add(new OutputItem { Path = _options.NameOf(regular[i]), Kind = FileKind.File, Content = ContentHash.ToText(record.Hash), Mode = record.Stat.Mode });
        }

        foreach (var directory in found.Directories)
            parents.Add(Path.GetDirectoryName(directory)!);
        foreach (var directory in found.Directories)
        {
            if (!parents.Contains(directory))
                items.Add(new OutputItem { Path = _options.NameOf(directory), Kind = FileKind.Directory });
        }

        items.Sort(static (x, y) => string.CompareOrdinal(x.Path, y.Path));
        return new OutputListing { Items = items, Directories = found.Directories, Missing = Missing(found.Hits) };
    }

    // Expand puts the second pattern of a plain name right behind the first.
    private List<string> Missing(bool[] hits)
    {
        var missing = new List<string>();
        var next = 0;
        foreach (var output in _declared)
        {
            if (output.StartsWith('!'))
            {
                next++;
                continue;
            }

            var isHit = hits[next++];
            if (!Glob.HasWildcards(output))
                isHit |= hits[next++];
            if (!isHit)
                missing.Add(output);
        }

        return missing;
    }
}
