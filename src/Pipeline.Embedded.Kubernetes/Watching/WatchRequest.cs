using Pipeline.Embedded.Kubernetes.Listing;

namespace Pipeline.Embedded.Kubernetes.Watching;

/// <summary>The query of a watch.</summary>
internal sealed record WatchRequest
{
    public required ObjectFilter Filter { get; init; }

    public string? ResourceVersion { get; init; }

    /// <summary>Whether the client wants to hear of versions that changed nothing for it.</summary>
    public bool AllowsBookmarks { get; init; }

    /// <summary>Whether the objects that exist come first, and a bookmark after them.</summary>
    public bool? SendsInitialEvents { get; init; }

    public TimeSpan Timeout { get; init; }
}
