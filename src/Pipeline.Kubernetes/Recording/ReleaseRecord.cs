using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Recording;

/// <summary>A release with what only its record holds.</summary>
internal sealed record ReleaseRecord
{
    public required Release Release { get; init; }

    /// <summary>The objects as they are applied, values of Secrets included: the record is a Secret itself.</summary>
    public required IReadOnlyList<JsonObject> Bodies { get; init; }

    /// <summary>Objects of earlier releases that could not be pruned, or were not to be.</summary>
    public IReadOnlyList<ObjectReference> Leftovers { get; init; } = [];

    /// <summary>Of the Secret: an update of a record that somebody else changed meanwhile is refused.</summary>
    public string? ResourceVersion { get; init; }

    public int Number => Release.Number;
}
