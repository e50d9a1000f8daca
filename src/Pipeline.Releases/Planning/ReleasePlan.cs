using Pipeline.Releases.Policies;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Planning;

/// <summary>
/// Everything that a promotion would do, on one page: image, database, cluster, settings, secrets, and how it stands with the policy.
/// Its hash is what people approve.
/// </summary>
public sealed record ReleasePlan
{
    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The environment that is changed.</summary>
    public required string Environment { get; init; }

    /// <summary>The release's number.</summary>
    public required int Number { get; init; }

    /// <summary>The release that is deployed there now; null before the first.</summary>
    public int? CurrentNumber { get; init; }

    /// <summary>The cluster: uid of its <c>kube-system</c> namespace.</summary>
    public required string ClusterUid { get; init; }

    /// <summary>The commit that it was built from; null where nobody recorded it.</summary>
    public string? Commit { get; init; }

    /// <summary>The commit that its manifests are from, where that is another one.</summary>
    public string? ManifestCommit { get; init; }

    /// <summary>The images.</summary>
    public required IReadOnlyList<ImageSignature> Images { get; init; }

    /// <summary>What becomes of the database; null where the environment has none.</summary>
    public PlannedMigrations? Migrations { get; init; }

    /// <summary>Hash of the plan of the cluster's changes.</summary>
    public required string DeployPlanHash { get; init; }

    /// <summary>What happens to each object that doesn't stay as it is.</summary>
    public required IReadOnlyList<PlannedObjectChange> Objects { get; init; }

    /// <summary>What could not be found out about the cluster's changes, and what is lost by them, a sentence each. Not part of the hash: it depends on who plans.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How the settings of the environment change by it.</summary>
    public IReadOnlyList<SettingDifference> Settings { get; init; } = [];

    /// <summary>The secrets that it uses, with their versions. Null where the environment has no secret store: then nothing is known of them.</summary>
    public IReadOnlyList<PlannedSecret>? Secrets { get; init; }

    /// <summary>Digest of the workflow that carries it out; null outside of CI.</summary>
    public string? WorkflowDigest { get; init; }

    /// <summary>How the release was promoted before; null where it wasn't, as far as is known.</summary>
    public EarlierAttempt? Earlier { get; init; }

    /// <summary>Its evidence.</summary>
    public required EvidenceBundle Evidence { get; init; }

    /// <summary>How it stands with the policy. Of it, which policy it is and what that let pass undone belong to the hash; the rest time alone changes, and it is judged again when the plan is carried out.</summary>
    public required PolicyVerdict Policy { get; init; }

    /// <summary>Why a freeze is overridden, whether one holds just now or not; null where none is.</summary>
    public string? FreezeOverride { get; init; }

    /// <summary>What is not wired in this build, and so neither planned nor done: restore points, health, notifications.</summary>
    public IReadOnlyList<string> NotWired { get; init; } = [];

    /// <summary>When it was made. Not part of the hash.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Who made it. Not part of the hash.</summary>
    public required string MadeBy { get; init; }

    /// <summary>What is approved, as <c>sha256:…</c>. The same world gives the same hash, whoever makes the plan.</summary>
    public string Hash => ReleasePlanHash.Of(this);
}
