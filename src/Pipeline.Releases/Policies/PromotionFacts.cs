using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Policies;

/// <summary>What a policy judges.</summary>
public sealed record PromotionFacts
{
    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The release's record in the environment that feeds; null where it has none.</summary>
    public required Release? Source { get; init; }

    /// <summary>Its evidence.</summary>
    public required EvidenceBundle Evidence { get; init; }

    /// <summary>Whether the image has a base; null where nobody knows.</summary>
    public bool? ImageHasBase { get; init; }

    /// <summary>Its images, those that its Jobs run too, with what verifying them found.</summary>
    public IReadOnlyList<ImageSignature> Images { get; init; } = [];

    /// <summary>Why the migrations that would run can't be run while the earlier release still serves, as a sentence; null where nothing stands against them.</summary>
    public string? MigrationProblem { get; init; }

    /// <summary>Whether the release can be asked over HTTP, once it is deployed. Default yes.</summary>
    public bool CanSmokeTest { get; init; } = true;

    /// <summary>Who approved the plan's hash, beside who started it.</summary>
    public IReadOnlyList<string> ApprovedBy { get; init; } = [];

    /// <summary>Why nobody knows who approved, as a part of a sentence; null where that is known.</summary>
    public string? ApprovalsUnknown { get; init; }

    /// <summary>Why a freeze is overridden; null where it isn't.</summary>
    public string? FreezeOverride { get; init; }
}
