using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.Planning;

/// <summary>What a plan is made from.</summary>
internal sealed record PlanInput
{
    public required string Application { get; init; }

    public required string Namespace { get; init; }

    public required IReadOnlyList<JsonObject> Bodies { get; init; }

    public required ReleaseHistory History { get; init; }

    /// <summary>The number that is asked for; null for the set's own, or the next.</summary>
    public int? Number { get; init; }

    public bool ForceConflicts { get; init; }

    public bool Prune { get; init; } = true;

    public bool KeepFailed { get; init; }

    public required TimeSpan Timeout { get; init; }

    public JsonObject? Evidence { get; init; }

    public bool IsRollback { get; init; }

    /// <summary>Compares an object here where the right to try it on the server is missing. Never for a plan that is carried out.</summary>
    public bool ComparesHere { get; init; }
}
