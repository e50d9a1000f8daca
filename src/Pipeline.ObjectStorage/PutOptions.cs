namespace Pipeline.ObjectStorage;

/// <summary>How an object is stored.</summary>
public sealed record PutOptions
{
    /// <summary>The media type. Default <c>application/octet-stream</c>.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>Refuse to replace an object. Decided by the store at the moment it becomes visible, so that of two writers one loses.</summary>
    public bool OnlyIfAbsent { get; init; }

    /// <summary>The size, where it is known before. Other sizes are refused, and nothing is stored.</summary>
    public long? LengthBytes { get; init; }

    /// <summary>SHA-256 in hexadecimal that the content must have. Anything else is refused, and nothing is stored.</summary>
    public string? ExpectedSha256 { get; init; }

    /// <summary>Small texts kept with the object: names of lower-case letters, digits and <c>_</c>, values of printable ASCII.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
