using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Planning;

/// <summary>What to deploy.</summary>
public sealed record DeployRequest
{
    /// <summary>The application: one release history. A DNS label, for example <c>agentkit</c>.</summary>
    public required string Application { get; init; }

    /// <summary>The namespace that holds the release records and the lock, and objects that name no namespace themselves.</summary>
    public required string Namespace { get; init; }

    /// <summary>The whole set of objects. What an earlier release had and this set doesn't is pruned.</summary>
    public required RenderedManifests Manifests { get; init; }

    /// <summary>The release's number. Default the next one; the current one's where the set is the same.</summary>
    public int? Number { get; init; }

    /// <summary>The hash of the plan that was approved: under the lock, anything else is refused. Default null: nobody was asked.</summary>
    public string? ApprovedHash { get; init; }

    /// <summary>Takes fields from other field managers instead of reporting a conflict. Default no.</summary>
    public bool ForceConflicts { get; init; }

    /// <summary>Deletes what earlier releases had and this set doesn't. Default yes.</summary>
    public bool Prune { get; init; } = true;

    /// <summary>Leaves a failed release as it is, for debugging, instead of going back to the last good one. Default no.</summary>
    public bool KeepFailed { get; init; }

    /// <summary>
    /// Ends a plan where an object can't be tried on the server for want of a right, as a deployment does in any case. Default no: the object is then compared
    /// here, and the plan says so, since a dry run needs the right to change and who only looks has none.
    /// </summary>
    public bool MustBeTried { get; init; }

    /// <summary>Longest wait for readiness, once everything is applied. Default 10 min (a Deployment's progressDeadlineSeconds).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What stands for this release elsewhere (tests, scan, plan); kept in its record as it is.</summary>
    public JsonObject? Evidence { get; init; }
}
