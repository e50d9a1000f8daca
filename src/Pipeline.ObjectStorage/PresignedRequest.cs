namespace Pipeline.ObjectStorage;

/// <summary>A request that its holder may make without credentials. It is a secret for as long as it holds: don't log it.</summary>
public sealed record PresignedRequest
{
    /// <summary><c>PUT</c> or <c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Where it goes, signature included.</summary>
    public required Uri Url { get; init; }

    /// <summary>Headers that must be sent exactly so.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Until when it holds.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The address without the query: it holds the signature.</summary>
    public override string ToString() => $"{Method} {Url.GetLeftPart(UriPartial.Path)} until {ExpiresAt:u}";
}
