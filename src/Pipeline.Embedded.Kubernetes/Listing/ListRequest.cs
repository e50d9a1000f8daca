namespace Pipeline.Embedded.Kubernetes.Listing;

/// <summary>The query of a list.</summary>
internal sealed record ListRequest
{
    public required ObjectFilter Filter { get; init; }

    /// <summary>At most so many objects in one answer; 0 for all.</summary>
    public long Limit { get; init; }

    /// <summary>The token that the answer before gave.</summary>
    public string? Continue { get; init; }

    public string? ResourceVersion { get; init; }

    /// <summary><c>Exact</c> or <c>NotOlderThan</c>.</summary>
    public string? ResourceVersionMatch { get; init; }
}
