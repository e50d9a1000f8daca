using Pipeline.Containers.Scanning.Reports;

namespace Pipeline.Containers.Scanning.Vex;

/// <summary>What a statement is about: an image, with or without some of its packages, or a package wherever it is.</summary>
public sealed record VexProduct
{
    /// <summary>The image or package; null when only its digest is given.</summary>
    public PackageUrl? Url { get; init; }

    /// <summary>The image's digest; null when only its URL is given.</summary>
    public Digest? Digest { get; init; }

    /// <summary>The packages in it that are meant; empty for the whole product.</summary>
    public IReadOnlyList<PackageUrl> Subcomponents { get; init; } = [];

    internal bool Covers(Finding finding, ScanSubject? image)
    {
        if (IsImage(image))
            return Subcomponents.Count == 0 || PackageUrl.TryParse(finding.PackageUrl, out var part) && Subcomponents.Any(x => x.Covers(part));

        return Url is not null && Subcomponents.Count == 0 && PackageUrl.TryParse(finding.PackageUrl, out var package) && Url.Covers(package);
    }

    private bool IsImage(ScanSubject? image) => image is not null
        && (Digest is not null || Url is not null)
        && (Digest is null || Digest == image.Digest)
        && (Url is null || PackageUrl.TryParse(image.PackageUrl, out var url) && Url.Covers(url));
}
