namespace Pipeline.Engine.Caching;

/// <summary>What is on disk under a target's declared outputs.</summary>
internal sealed record OutputListing
{
    /// <summary>Files, links and empty directories, in ordinal order.</summary>
    public required IReadOnlyList<OutputItem> Items { get; init; }

    /// <summary>Full paths of all directories, empty or not, in ordinal order.</summary>
    public required IReadOnlyList<string> Directories { get; init; }

    /// <summary>Declared outputs that nothing matches.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>What differs from <paramref name="expected"/>. Empty directories that nobody expects don't count.</summary>
    public IReadOnlyList<OutputDifference> DifferencesFrom(IReadOnlyList<OutputItem> expected)
    {
        var actual = new Dictionary<string, OutputItem>(StringComparer.Ordinal);
        foreach (var item in Items)
            actual[item.Path] = item;
        var differences = new List<OutputDifference>();
        foreach (var item in expected)
        {
            if (!actual.Remove(item.Path, out var found))
                differences.Add(new OutputDifference(item.Path, "was deleted"));
            else if (found != item)
                differences.Add(new OutputDifference(item.Path, "was changed by hand"));
        }

        foreach (var item in Items)
        {
            if (item.Kind != FileKind.Directory && actual.ContainsKey(item.Path))
                differences.Add(new OutputDifference(item.Path, "doesn't come from this target"));
        }

        return differences;
    }
}

/// <summary>One output that isn't as the target left it.</summary>
internal sealed record OutputDifference(string Path, string What);
