namespace Pipeline.Engine.Caching;

/// <summary>Which target of this run left which output. Two that leave the same one would each undo what the other restored.</summary>
internal sealed class OutputOwners
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    /// <summary>The first path that another target left; null if there is none.</summary>
    public string? FirstOfAnother(string target, IReadOnlyList<OutputItem> items)
    {
        lock (_lock)
        {
            foreach (var item in items)
            {
                if (_owners.TryGetValue(item.Path, out var owner) && !owner.Equals(target, StringComparison.OrdinalIgnoreCase))
                    return item.Path;
            }

            return null;
        }
    }

    /// <summary>Notes the outputs as the target's. Null, or the first path that another target left: then nothing is noted.</summary>
    public string? Claim(string target, IReadOnlyList<OutputItem> items)
    {
        if (FirstOfAnother(target, items) is { } taken)
            return taken;
        lock (_lock)
        {
            foreach (var item in items)
                _owners[item.Path] = target;
        }

        return null;
    }
}
