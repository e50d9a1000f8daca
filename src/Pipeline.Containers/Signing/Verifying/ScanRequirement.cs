using Pipeline.Containers.Signing.Json;
using Pipeline.Containers.Signing.Statements;

namespace Pipeline.Containers.Signing.Verifying;

/// <summary>That the image was scanned, and the gate let it through.</summary>
public sealed record ScanRequirement : Requirement
{
    /// <summary>How old the scanner's database may have been when the scan began. Default null: any age.</summary>
    public TimeSpan? MaxDatabaseAge { get; init; }

    /// <summary>Whether a gate must have passed. Default yes; without, a scan with any findings counts.</summary>
    public bool GateMustPass { get; init; } = true;

    /// <inheritdoc/>
    public override string PredicateType => PredicateTypes.Vulnerabilities;

    internal override IEnumerable<VerificationStep> Steps => [VerificationStep.Result];

    private protected override IEnumerable<VerificationCheck> CheckContent(Predicate predicate)
    {
        var scan = (VulnerabilityScan)predicate;
        var found = $"{scan.Vulnerabilities.Count} vulnerabilities";
        if (GateMustPass)
            yield return Is(VerificationStep.Result, scan.Gate is { Passed: true }, scan.Gate is { } gate
                ? $"the gate '{gate.Gate}' {(gate.Passed ? "passed" : "failed")}, {found}, {gate.Waived.Count} waived"
                : $"no gate judged it, {found}");

        if (MaxDatabaseAge is { } limit)
            yield return Is(VerificationStep.Result, scan.StartedOn - scan.DatabaseUpdatedOn <= limit, $"the scanner's database was of {Timestamp.Text(scan.DatabaseUpdatedOn)}, and may be {limit:d\\.hh\\:mm\\:ss} old");
    }
}
