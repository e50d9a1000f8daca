namespace Pipeline.Containers.Scanning.Reports;

/// <summary>One thing that a scanner found.</summary>
public sealed record Finding
{
    /// <summary>What was looked for.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary><c>CVE-…</c>, <c>GHSA-…</c>, the rule of a secret, the check of a misconfiguration, the name of a licence.</summary>
    public required string Id { get; init; }

    /// <summary>Another id of the same: <c>AVD-DS-0001</c> beside <c>DS001</c>. Null for none.</summary>
    public string? OtherId { get; init; }

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What was scanned: a lock file, a file in the image, or the image with its operating system.</summary>
    public required string Target { get; init; }

    /// <summary>Trivy's class of the target: <c>os-pkgs</c>, <c>lang-pkgs</c>, <c>config</c>, <c>secret</c>, <c>license</c>.</summary>
    public string Class { get; init; } = "";

    /// <summary>One line on what it is.</summary>
    public string Title { get; init; } = "";

    /// <summary>All that is known of it. Never a secret's text.</summary>
    public string Description { get; init; } = "";

    /// <summary>What is wrong in this very place; empty where the description says it all.</summary>
    public string Message { get; init; } = "";

    /// <summary>What to do about a misconfiguration.</summary>
    public string Resolution { get; init; } = "";

    /// <summary>The package; null for what isn't in one.</summary>
    public string? Package { get; init; }

    /// <summary>The package's URL, from the report or worked out from type, name and version; null where it can't be.</summary>
    public string? PackageUrl { get; init; }

    /// <summary>The version that is there.</summary>
    public string? InstalledVersion { get; init; }

    /// <summary>The version, or versions, without the weakness; null where none is named.</summary>
    public string? FixedVersion { get; init; }

    /// <summary>Whether there is a version without the weakness; null where the source of the finding doesn't say.</summary>
    public bool? HasFix { get; init; }

    /// <summary>The vendor's word: <c>fixed</c>, <c>affected</c>, <c>will_not_fix</c>, <c>end_of_life</c>, …</summary>
    public string? Status { get; init; }

    /// <summary>The file in the image that the package or licence was found in; null where it is the target itself.</summary>
    public string? Path { get; init; }

    /// <summary>Where to read on.</summary>
    public string? Url { get; init; }

    /// <summary>First line in the target, from 1; 0 where there is none.</summary>
    public int StartLine { get; init; }

    /// <summary>Last line in the target; 0 where there is none.</summary>
    public int EndLine { get; init; }

    /// <summary>The highest CVSS v3 or v4 base score that a source gives; null where none does.</summary>
    public double? Score { get; init; }

    /// <summary>What has it: the package with its version, or the target.</summary>
    public string Place => Package is null ? Target : $"{Package} {InstalledVersion}".TrimEnd();
}
