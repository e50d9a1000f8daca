using System.Globalization;
using Pipeline.Components.Images;
using Pipeline.Components.Releases;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Auditing;

/// <summary>What an audit proves of a release. Without data it wasn't done, and a policy that asks for it isn't met.</summary>
internal static class AuditEvidence
{
    /// <param name="verdict">What the gate said.</param>
    /// <param name="sources">Git's hash of what was restored; null outside of a repository, and then no release can claim it.</param>
    public static EvidenceRecord Of(ScanVerdict verdict, string? sources) => ImageEvidence.Of(Evidence.Audit.Name, verdict.State switch
    {
        ScanState.Passed => EvidenceResult.Passed,
        ScanState.Failed => EvidenceResult.Failed,
        _ => EvidenceResult.NotDone,
    }) with
    {
        Reason = verdict.State == ScanState.Passed ? null : verdict.Reason,
        Inputs = sources is null ? [] : [new EvidenceInput(DeliveryEvidence.Sources, sources)],
        Figures = new Dictionary<string, string>
        {
            ["counted"] = verdict.Of(FindingFate.Counted).Count().ToString(CultureInfo.InvariantCulture),
            ["waived"] = verdict.Of(FindingFate.Waived).Count().ToString(CultureInfo.InvariantCulture),
        },
    };
}
