using k8s.Models;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Watching;

/// <summary>What a watch tells.</summary>
/// <param name="Type"><c>ADDED</c>, <c>MODIFIED</c>, <c>DELETED</c>, <c>BOOKMARK</c> or <c>ERROR</c>.</param>
internal sealed record WatchEvent(string Type)
{
    public StoredObject? Value { get; init; }

    /// <summary>The version that is sent with <see cref="Value"/>, where it isn't the object's own.</summary>
    public long Version { get; init; }

    /// <summary>Whether a bookmark ends the initial events.</summary>
    public bool IsInitialEnd { get; init; }

    public V1Status? Error { get; init; }
}
