namespace Pipeline.Containers.Scanning.Reports;

/// <summary>What a scanner wrote: what it looked at, and what it found.</summary>
public sealed record ScanReport
{
    /// <summary>The image, folder or file.</summary>
    public required string ArtifactName { get; init; }

    /// <summary><c>container_image</c>, <c>filesystem</c>, <c>repository</c>, <c>cyclonedx</c>, …; empty where it isn't said.</summary>
    public string ArtifactType { get; init; } = "";

    /// <summary>The scanner's version; null in reports of older ones.</summary>
    public string? ScannerVersion { get; init; }

    /// <summary>When it was written; null in reports of older versions.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The image's operating system; null where none was found.</summary>
    public OperatingSystemRelease? OperatingSystem { get; init; }

    /// <summary>The digest of the image's configuration; null for what is no image.</summary>
    public Digest? ImageId { get; init; }

    /// <summary><c>name@sha256:…</c> as a registry knows the image; empty for one from a file.</summary>
    public IReadOnlyList<string> RepoDigests { get; init; } = [];

    /// <summary>What was looked at.</summary>
    public IReadOnlyList<ScanTarget> Targets { get; init; } = [];

    /// <summary>What was found, in the report's order.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
