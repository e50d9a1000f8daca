using Pipeline.Containers.Scanning.Reports;
using Pipeline.Containers.Scanning.Waivers;

namespace Pipeline.Containers.Scanning.Gate;

/// <summary>What a gate said, with every finding's fate. Made by <see cref="GateJudgement"/> alone.</summary>
public sealed record ScanVerdict
{
    /// <summary>Passed, failed, or not done.</summary>
    public required ScanState State { get; init; }

    /// <summary>One line on why: <c>2 findings count (1 critical, 1 high)</c>; for a scan that wasn't done, what stood in the way.</summary>
    public required string Reason { get; init; }

    /// <summary>Why not all was looked for, though what was found fails the gate already; null for a whole scan.</summary>
    public string? Incomplete { get; init; }

    /// <summary>What was judged; null when nothing was.</summary>
    public ScanReport? Report { get; init; }

    /// <summary>The image; null for what is no image.</summary>
    public ScanSubject? Image { get; init; }

    /// <summary>Every finding, worst first.</summary>
    public IReadOnlyList<JudgedFinding> Findings { get; init; } = [];

    /// <summary>What fails the gate besides findings: an expired waiver, an operating system without fixes.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What someone should know; doesn't fail the gate.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Waivers that have run out.</summary>
    public IReadOnlyList<Waiver> ExpiredWaivers { get; init; } = [];

    /// <summary>Waivers of findings that aren't there any more.</summary>
    public IReadOnlyList<Waiver> UnusedWaivers { get; init; } = [];

    /// <summary>A scan that didn't happen, and why.</summary>
    public static ScanVerdict NotDone(string reason, ScanSubject? image = null) => new() { State = ScanState.NotDone, Reason = reason, Image = image };

    /// <summary>The findings with this fate.</summary>
    public IEnumerable<JudgedFinding> Of(FindingFate fate) => Findings.Where(x => x.Fate == fate);
}
