using Pipeline.Containers.Scanning.Databases;
using Pipeline.Containers.Scanning.Reports;

namespace Pipeline.Containers.Scanning.Running;

/// <summary>What a scan came to. With <see cref="NotDone"/>, a report holds what could be found all the same (secrets, misconfigurations).</summary>
public sealed record ScanRun
{
    /// <summary>The image; null when it couldn't be told.</summary>
    public ScanSubject? Image { get; init; }

    /// <summary>What was found; null when nothing ran.</summary>
    public ScanReport? Report { get; init; }

    /// <summary>Trivy's report as it wrote it, UTF-8; null when nothing ran.</summary>
    public byte[]? ReportJson { get; init; }

    /// <summary>Why the scan counts as not done; null when it was.</summary>
    public string? NotDone { get; init; }

    /// <summary>Kinds of findings that weren't looked for. A gate that counts one of them can't pass what it judges.</summary>
    public IReadOnlyList<FindingKind> LeftOut { get; init; } = [];

    /// <summary>What it was compared with; null without.</summary>
    public VulnerabilityDatabase? Database { get; init; }

    /// <summary>What ran: the binary or image; empty when nothing did.</summary>
    public string Scanner { get; init; } = "";

    /// <summary>True when the report was kept from before: same image, database, scanner and settings.</summary>
    public bool FromCache { get; init; }

    /// <summary>What someone should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
