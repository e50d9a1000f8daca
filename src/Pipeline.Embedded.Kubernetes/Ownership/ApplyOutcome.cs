using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>What a server-side apply comes to: an object, or conflicts.</summary>
internal sealed record ApplyOutcome
{
    /// <summary>The object with its <c>metadata.managedFields</c>, defaults and canonical quantities. Equal to the live one, times included, where nothing changed. Null where there are conflicts.</summary>
    public JsonObject? Object { get; init; }

    /// <summary>The fields that other managers own with other values. Empty where the apply succeeded.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; init; } = [];

    /// <summary>The message of the 409: <c>Apply failed with 1 conflict: conflict with "x": .spec.replicas</c>.</summary>
    public string ConflictMessage => FieldConflict.Describe(Conflicts);
}
