namespace Pipeline.ObjectStorage.Local;

/// <summary>A request that came to the host of local files.</summary>
public sealed record LocalPresignedCall
{
    /// <summary><c>PUT</c>, <c>GET</c> or <c>HEAD</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The value of the query parameter <c>token</c>.</summary>
    public required string? Token { get; init; }

    /// <summary>The request's Content-Type.</summary>
    public string? ContentType { get; init; }

    /// <summary>The request's Content-Length; null for a body of unknown length, whose size the write then enforces.</summary>
    public long? ContentLength { get; init; }
}
