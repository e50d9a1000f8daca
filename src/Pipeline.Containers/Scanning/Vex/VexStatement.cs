using Pipeline.Containers.Scanning.Reports;

namespace Pipeline.Containers.Scanning.Vex;

/// <summary>Someone's word on whether a vulnerability matters to a product.</summary>
public sealed record VexStatement
{
    /// <summary>The vulnerability's id and its other names.</summary>
    public required IReadOnlyList<string> Vulnerabilities { get; init; }

    /// <summary>What it is said of. A statement of nothing applies to nothing.</summary>
    public required IReadOnlyList<VexProduct> Products { get; init; }

    /// <summary>The word.</summary>
    public required VexStatus Status { get; init; }

    /// <summary>Why, in the format's own label: <c>vulnerable_code_not_in_execute_path</c>; null where there is none.</summary>
    public string? Justification { get; init; }

    /// <summary>Why, in words; null where there are none.</summary>
    public string? Detail { get; init; }

    /// <summary>When it was said; of two statements the later one holds.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The document, and its author where it names one.</summary>
    public required string Source { get; init; }

    /// <summary>Whether it speaks of this finding in this image.</summary>
    public bool Covers(Finding finding, ScanSubject? image)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Kind == FindingKind.Vulnerability
            && Vulnerabilities.Contains(finding.Id, StringComparer.OrdinalIgnoreCase)
            && Products.Any(x => x.Covers(finding, image));
    }
}
