using Pipeline.Containers.Scanning.Reports;

namespace Pipeline.Containers.Scanning.Waivers;

/// <summary>Someone's word that a finding may stay for a while.</summary>
public sealed record Waiver
{
    /// <summary>The kind of finding: the list in the file that it stands in.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>The finding's id.</summary>
    public required string Id { get; init; }

    /// <summary>Only in these files of the image, as globs (<c>app/**/*.dll</c>); empty for anywhere.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Only in these packages, with or without a version; empty for any.</summary>
    public IReadOnlyList<PackageUrl> Packages { get; init; } = [];

    /// <summary>Who answers for it: a person or team.</summary>
    public required string Owner { get; init; }

    /// <summary>Why it may stay (Trivy's <c>statement</c>).</summary>
    public required string Reason { get; init; }

    /// <summary>From then on it holds no more (Trivy's <c>expired_at</c>; a date is its first moment in UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Where it stands: <c>.trivyignore.yaml:12</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Whether it has run out.</summary>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;

    /// <summary>Whether it speaks of this finding.</summary>
    public bool Covers(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Kind == Kind
            && (finding.Id == Id || finding.OtherId == Id)
            && (Paths.Count == 0 || Paths.Any(x => PathPattern.Matches(x, finding.Target) || finding.Path is { } path && PathPattern.Matches(x, path)))
            // A package whose URL isn't known isn't the one that was waived.
            && (Packages.Count == 0 || PackageUrl.TryParse(finding.PackageUrl, out var package) && Packages.Any(x => x.Covers(package)));
    }
}
