using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;
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

    /// <summary>Whether the server was not asked because the right to change the object is missing: it was compared here, and what the server would refuse, convert or fill in is unknown.</summary>
    public bool IsNotTried { get; init; }

    /// <summary>Why, where the action alone doesn't say it.</summary>
    public string? Note { get; init; }

    /// <summary>uid of the live object; null where there is none.</summary>
    public string? LiveUid { get; init; }

    /// <summary>Hash of the live object without status, ownership and other fields that move by themselves; null where there is none.</summary>
    public string? LiveFingerprint { get; init; }

    /// <summary>The object as the set has it; null for one that the set doesn't have.</summary>
    internal JsonObject? Body { get; init; }

    /// <summary>What is sent: the body, but for fields that an autoscaler owns.</summary>
    internal JsonObject? Desired { get; init; }

    internal ResourceType? Type { get; init; }

    internal bool IsAutoscaled { get; init; }

    /// <summary>Whether it stays in the inventory although this release doesn't have it.</summary>
    internal bool IsLeftover { get; init; }
}
