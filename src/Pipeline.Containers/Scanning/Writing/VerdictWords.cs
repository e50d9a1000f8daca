using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Reports;

namespace Pipeline.Containers.Scanning.Writing;

/// <summary>The words that every form of a verdict uses.</summary>
internal static class VerdictWords
{
    public static string Of(ScanState state) => state switch
    {
        ScanState.Passed => "passed",
        ScanState.Failed => "failed",
        _ => "not done",
    };

    public static string Of(FindingFate fate) => fate switch
    {
        FindingFate.Counted => "counted",
        FindingFate.Waived => "waived",
        FindingFate.Vex => "vex",
        FindingFate.Unfixed => "unfixed",
        FindingFate.BelowThreshold => "below threshold",
        _ => "known before",
    };

    public static string Of(Severity severity) => severity.ToString().ToLowerInvariant();

    public static string Of(FindingKind kind) => kind.ToString().ToLowerInvariant();

    public static string Artifact(ScanVerdict verdict) => verdict.Image?.Reference ?? verdict.Report?.ArtifactName ?? "(nothing)";

    public static string Fix(Finding finding) => finding switch
    {
        { FixedVersion: { } version } => version,
        { Kind: FindingKind.Vulnerability, HasFix: false } => "no fix yet",
        _ => "",
    };
}
