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

    /// <summary>SHA-256 of the content in hexadecimal, where the caller knows it and the source doesn't carry it. It is kept, not checked. Null keeps the source's.</summary>
    public string? Sha256 { get; init; }
}
