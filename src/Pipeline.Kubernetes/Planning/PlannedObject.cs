using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Diffing;

namespace Pipeline.Kubernetes.Planning;

/// <summary>One object of a plan.</summary>
public sealed record PlannedObject
{
    /// <summary>Which object.</summary>
    public required ObjectReference Reference { get; init; }

    /// <summary>What happens to it.</summary>
    public required PlannedAction Action { get; init; }

    /// <summary>The fields that change, by path, values of Secrets masked. Empty for an object that doesn't change.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>Whether the server was not asked, because the object's namespace or its kind is made by this plan: defaults and admission are then unknown.</summary>
    public bool IsComputedLocally { get; init; }

    /// <summary>Why, where the action alone doesn't say it.</summary>
    public string? Note { get; init; }

    /// <summary>uid of the live object; null where there is none.</summary>
    public string? LiveUid { get; init; }

    /// <summary>Hash of the live object without status, ownership and other fields that move by themselves; null where there is none.</summary>
    public string? LiveFingerprint { get; init; }

    internal JsonObject? Desired { get; init; }
}
