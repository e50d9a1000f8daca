using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;
using Pipeline.Migrations.Planning;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Promoting;

namespace Pipeline.Releases.Planning;

/// <summary>What a plan of a release is made from, as it was found.</summary>
public sealed record ReleaseFacts
{
    /// <summary>The environment that is changed.</summary>
    public required string Environment { get; init; }

    /// <summary>The policy.</summary>
    public required PromotionPolicy Policy { get; init; }

    /// <summary>The release's record in the environment that feeds.</summary>
    public required Release Source { get; init; }

    /// <summary>What the cluster would do.</summary>
    public required DeployPlan Deployment { get; init; }

    /// <summary>Its images, those that its Jobs run too, with who signed them.</summary>
    public required IReadOnlyList<ImageSignature> Images { get; init; }

    /// <summary>What the database would do; null where there is none.</summary>
    public MigrationPlan? Migrations { get; init; }

    /// <summary>Why the release that runs now couldn't run with the schema afterwards; null where it can.</summary>
    public string? MigrationProblem { get; init; }

    /// <summary>How the settings change.</summary>
    public IReadOnlyList<SettingDifference> Settings { get; init; } = [];

    /// <summary>The secrets that it uses; null without a store.</summary>
    public IReadOnlyList<PlannedSecret>? Secrets { get; init; }

    /// <summary>The commit that the manifests were rendered from, where it isn't the release's.</summary>
    public string? ManifestCommit { get; init; }

    /// <summary>Digest of the workflow that carries it out.</summary>
    public string? WorkflowDigest { get; init; }

    /// <summary>Whether the release can be asked over HTTP, once it is deployed. Default yes.</summary>
    public bool CanSmokeTest { get; init; } = true;

    /// <summary>Who approved, beside who started it.</summary>
    public IReadOnlyList<string> ApprovedBy { get; init; } = [];

    /// <summary>Why nobody knows who approved, as a part of a sentence; null where that is known.</summary>
    public string? ApprovalsUnknown { get; init; }

    /// <summary>Why a freeze is overridden.</summary>
    public string? FreezeOverride { get; init; }

    /// <summary>The note of the last promotion in the environment.</summary>
    public PromotionState? LastPromotion { get; init; }

    /// <summary>What is not wired.</summary>
    public IReadOnlyList<string> NotWired { get; init; } = [];

    /// <summary>Who plans.</summary>
    public required string MadeBy { get; init; }

    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }
}
