namespace AgentKit.Server.Describing;

/// <summary>What an endpoint does beside its types, for its description. Several on one endpoint add up.</summary>
internal sealed record EndpointTraits
{
    /// <summary>It asks for <c>If-Match</c>, and answers 412 and 428.</summary>
    public bool TakesIfMatch { get; init; }

    /// <summary>It takes <c>If-None-Match</c>, and answers 304.</summary>
    public bool TakesIfNoneMatch { get; init; }

    /// <summary>Its answer has an ETag.</summary>
    public bool HasEntityTag { get; init; }
}
