namespace Pipeline.ObjectStorage;

/// <summary>How a copy is stored.</summary>
public sealed record CopyOptions
{
    /// <summary>Refuse to replace an object at the destination.</summary>
    public bool OnlyIfAbsent { get; init; }

    /// <summary>The copy's media type; null keeps the source's.</summary>
    public string? ContentType { get; init; }

    /// <summary>The copy's metadata instead of the source's; null keeps it.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
