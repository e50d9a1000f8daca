using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Waiting;

/// <summary>What a feed tells: all the objects there are, or one that changed.</summary>
internal sealed record FeedChange(ResourceType Type, string? Namespace, IReadOnlyList<JsonObject> Items, bool IsWhole)
{
    public bool IsDeletion { get; init; }
}
