using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Planning;

/// <summary>An object of the set, ready to be sent.</summary>
internal sealed record DesiredObject(ObjectReference Reference, ResourceType Type, JsonObject Body)
{
    /// <summary>Whether the set itself brings the kind, so that the cluster doesn't know it yet.</summary>
    public bool IsKindNew { get; init; }

    public ApplyStage Stage => ApplyStages.Of(Reference);
}
