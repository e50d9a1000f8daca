using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Planning;

/// <summary>What a deployment or a rollback would do, object by object. Nothing has been changed by making it.</summary>
public sealed record DeployPlan
{
    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The namespace of its release records.</summary>
    public required string Namespace { get; init; }

    /// <summary>The cluster that it was planned for: uid of its <c>kube-system</c> namespace.</summary>
    public required string ClusterUid { get; init; }

    /// <summary>The release's number.</summary>
    public required int Number { get; init; }

    /// <summary>The release that is deployed now; null before the first.</summary>
    public int? CurrentNumber { get; init; }

    /// <summary>Whether it goes back to an earlier release.</summary>
    public bool IsRollback { get; init; }

    /// <summary>The objects in the order that they are applied, then those that are pruned or kept.</summary>
    public required IReadOnlyList<PlannedObject> Objects { get; init; }

    /// <summary>Fields that other managers own. They are taken with <see cref="ForceConflicts"/>; without it the plan can't be carried out.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; init; } = [];

    /// <summary>What the server said in <c>Warning</c> headers, and what is deleted together with its data.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether conflicting fields are taken.</summary>
    public bool ForceConflicts { get; init; }

    /// <summary>Whether what earlier releases had and this one doesn't is deleted.</summary>
    public bool Prune { get; init; } = true;

    /// <summary>Whether a failed release stays as it is.</summary>
    public bool KeepFailed { get; init; }

    /// <summary>Longest wait for readiness.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Hash of what will be done: the objects as they will be applied, and what they were compared with. This is what is approved.</summary>
    public string Hash => PlanHash.Of(this);

    /// <summary>
    /// As <see cref="Hash"/>, but the same whether the namespace of the release records is there already: what is planned around a deployment (a lock,
    /// a journal) needs it before anything is deployed.
    /// </summary>
    public string HashBesideNamespace => PlanHash.Of(this, withNamespaceState: false);

    /// <summary>Whether something changes in the cluster.</summary>
    public bool HasChanges => Objects.Any(x => x.Action is not (PlannedAction.Unchanged or PlannedAction.Keep));

    /// <summary>Kept in the release's record.</summary>
    internal JsonObject? Evidence { get; init; }

    internal string SetHash { get; init; } = "";

    /// <summary>Hash of the plan that was approved and is carried out; null for one that was made just now.</summary>
    internal string? ApprovedHash { get; init; }

    /// <summary>Writes the plan to a file that only its owner may read. Values of Secrets are left out of it, and proven by a digest.</summary>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default) => PlanFile.WriteAsync(this, path, cancellationToken);

    /// <summary>Reads a saved plan.</summary>
    /// <param name="path">The file.</param>
    /// <param name="manifests">Gives the values of Secrets, which the file doesn't hold; needed only when the set has Secrets.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE4114: the file is no plan, was changed after it was saved, or needs the manifests and they aren't those it was made from.</exception>
    public static Task<DeployPlan> LoadAsync(string path, RenderedManifests? manifests = null, CancellationToken cancellationToken = default) => PlanFile.ReadAsync(path, manifests, cancellationToken);
}
