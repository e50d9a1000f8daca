using Pipeline.Components.Coverage;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Reporting;

/// <summary>What the stages of a delivery left below the build's output, as far as it can be read.</summary>
internal sealed record DeliveryFiles
{
    public IReadOnlyList<Found<CoverageSummary>> Coverage { get; init; } = [];

    public IReadOnlyList<Found<FoundImage>> Images { get; init; } = [];

    /// <summary>Scans of images.</summary>
    public IReadOnlyList<Found<FoundVerdict>> Scans { get; init; } = [];

    /// <summary>Audits of packages.</summary>
    public IReadOnlyList<Found<FoundVerdict>> Audits { get; init; } = [];

    public IReadOnlyList<EvidenceRecord> Evidence { get; init; } = [];

    /// <summary>Pages of plans, as Markdown.</summary>
    public IReadOnlyList<Found<string>> Plans { get; init; } = [];

    /// <summary>Files to open from the page: reports, bills of materials, manifests.</summary>
    public IReadOnlyList<FoundFile> Files { get; init; } = [];

    /// <summary>What is there and can't be read, a sentence each.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];
}
