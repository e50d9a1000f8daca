using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Recording;

/// <summary>A release of an application, as its record in the cluster tells.</summary>
public sealed record Release
{
    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>What became of it.</summary>
    public required ReleaseState State { get; init; }

    /// <summary>Where a release stands in the order in which releases were last put in place; a rollback gives an earlier number a later place.</summary>
    public required int Sequence { get; init; }

    /// <summary>The release that was deployed before it; null for the first.</summary>
    public int? Previous { get; init; }

    /// <summary>Who deployed it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When its deployment began, by the clock of the machine that ran it.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was last ready; null when it never was.</summary>
    public DateTimeOffset? DeployedAt { get; init; }

    /// <summary>When its state last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Why it has this state: the failure's message, the release that took its place.</summary>
    public string? Reason { get; init; }

    /// <summary>Hash of the plan that it was deployed by.</summary>
    public required string PlanHash { get; init; }

    /// <summary>Hash of its objects.</summary>
    public required string SetHash { get; init; }

    /// <summary>Its images, with their digests.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>Its objects: the inventory for pruning.</summary>
    public IReadOnlyList<ObjectReference> Objects { get; init; } = [];

    /// <summary>What stands for it elsewhere, as it was given.</summary>
    public JsonObject? Evidence { get; init; }
}
