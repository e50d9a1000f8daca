using Pipeline.Containers.Scanning.Reports;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Containers.Scanning.Vex;

namespace Pipeline.Containers.Scanning.Gate;

/// <summary>Holds a report against a gate. Pure: the same report, rules and time give the same verdict.</summary>
public static class GateJudgement
{
    /// <summary>Judges what a scan came to: a scan that wasn't done doesn't pass, whatever is or isn't in its report.</summary>
    public static ScanVerdict Judge(this ScanGate gate, ScanRun run, GateRules rules)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Report is null)
            return ScanVerdict.NotDone(run.NotDone ?? "There is no report.", run.Image) with { Notes = run.Notes };

        var verdict = gate.Judge(run.Report, run.Image, rules);
        verdict = verdict with { Notes = [.. run.Notes, .. verdict.Notes] };
        return NotDone(gate, run) switch
        {
            null => verdict,
            // What was found without a database counts all the same.
            var reason when verdict.State == ScanState.Failed => verdict with { Incomplete = reason, Notes = [$"The scan is incomplete: {reason}", .. verdict.Notes] },
            var reason => verdict with { State = ScanState.NotDone, Reason = reason },
        };
    }

    private static string? NotDone(ScanGate gate, ScanRun run)
    {
        var missing = run.LeftOut.Where(x => Threshold(gate, x) is not null).Select(x => x switch
        {
            FindingKind.Secret => "secrets",
            FindingKind.Misconfiguration => "misconfigurations",
            FindingKind.License => "licences",
            _ => "vulnerabilities",
        }).ToList();
        string?[] reasons = [run.NotDone, missing.Count == 0 ? null : $"The gate counts {string.Join(" and ", missing)}, which {(run.Scanner.Length > 0 ? run.Scanner : "the scan")} didn't look for. Let it look for them, or take them out of the gate."];
        return reasons.Any(x => x is not null) ? string.Join(" ", reasons.OfType<string>()) : null;
    }

    /// <summary>Judges a report.</summary>
    /// <param name="gate">The limits.</param>
    /// <param name="report">What the scanner wrote.</param>
    /// <param name="image">The image that it must be of; null for what is no image.</param>
    /// <param name="rules">Waivers, VEX, the release before.</param>
    public static ScanVerdict Judge(this ScanGate gate, ScanReport report, ScanSubject? image, GateRules rules)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(rules);
        if (image is not null && report.ImageId != image.ConfigDigest)
            return ScanVerdict.NotDone($"The report is of the image {report.ImageId?.ToString() ?? "(none)"} ('{report.ArtifactName}'), not of {image.ConfigDigest}, the configuration of {image.Reference}. Scan that one.", image);

        var known = new KnownFindings(gate, rules);
        var vex = Latest(rules);
        var findings = report.Findings
            .OrderByDescending(x => x.Severity).ThenBy(x => x.Kind).ThenBy(x => x.Id, StringComparer.Ordinal).ThenBy(x => x.Place, StringComparer.Ordinal).ThenBy(x => x.Target, StringComparer.Ordinal).ThenBy(x => x.StartLine)
            .Select(x => Fate(gate, rules, image, x, vex, known)).ToList();

        var expired = rules.Waivers.Where(x => x.IsExpired(rules.Now)).ToList();
        var unused = rules.Waivers.Where(x => !x.IsExpired(rules.Now) && !report.Findings.Any(x.Covers)).ToList();
        List<string> problems =
        [
            .. expired.Select(x => $"The waiver of {x.Id} by {x.Owner} expired on {x.ExpiresAt:yyyy-MM-dd} ({x.Source}). {(report.Findings.Any(x.Covers) ? "Fix the finding, or have the waiver renewed" : "The finding is gone: remove the waiver")}."),
            .. gate.FailOnEndOfLifeOs && report.OperatingSystem is { IsEndOfLife: true } system ? [$"{system.Family} {system.Name} gets no more fixes (end of life). Build on a newer base image."] : Array.Empty<string>(),
        ];
        List<string> notes =
        [
            .. unused.Where(_ => rules.NotesUnusedWaivers).Select(x => $"The waiver of {x.Id} by {x.Owner} is unused ({x.Source}): remove it."),
            .. gate.OnlyNewSince && rules.Previous is null ? ["There is no report of a release before: everything counts as new."] : Array.Empty<string>(),
            .. !gate.FailOnEndOfLifeOs && report.OperatingSystem is { IsEndOfLife: true } old ? [$"{old.Family} {old.Name} gets no more fixes (end of life)."] : Array.Empty<string>(),
        ];

        var counted = findings.Where(x => x.Fate == FindingFate.Counted).ToList();
        return new ScanVerdict
        {
            State = counted.Count + problems.Count == 0 ? ScanState.Passed : ScanState.Failed,
            Reason = Summary(counted, problems, findings.Count),
            Report = report,
            Image = image,
            Findings = findings,
            Problems = problems,
            Notes = notes,
            ExpiredWaivers = expired,
            UnusedWaivers = unused,
        };
    }

    private static JudgedFinding Fate(ScanGate gate, GateRules rules, ScanSubject? image, Finding finding, ILookup<string, VexStatement> vex, KnownFindings known)
    {
        var statement = vex[finding.Id].Where(x => x.Covers(finding, image)).MaxBy(x => x.Time ?? DateTimeOffset.MinValue);
        if (statement is { Status: VexStatus.NotAffected or VexStatus.Fixed })
            return new(finding, FindingFate.Vex, $"{Words(statement)} ({statement.Source})");
        if (!Reaches(gate, finding))
            return new(finding, FindingFate.BelowThreshold, Threshold(gate, finding.Kind) is { } threshold ? $"below {threshold.ToString().ToLowerInvariant()}" : $"{finding.Kind} findings don't count here");
        if (rules.Waivers.FirstOrDefault(x => !x.IsExpired(rules.Now) && x.Covers(finding)) is { } waiver)
            return new(finding, FindingFate.Waived, $"by {waiver.Owner} until {waiver.ExpiresAt:yyyy-MM-dd}: {waiver.Reason} ({waiver.Source})");
        if (gate.IgnoreUnfixed && finding.HasFix == false)
            return new(finding, FindingFate.Unfixed, finding.Status ?? "");
        if (known.Take(finding))
            return new(finding, FindingFate.KnownBefore, "the release before has it too");

        var expired = rules.Waivers.FirstOrDefault(x => x.Covers(finding));
        return new(finding, FindingFate.Counted, expired is not null ? $"the waiver by {expired.Owner} expired on {expired.ExpiresAt:yyyy-MM-dd}" : statement is not null ? $"VEX: {Words(statement)} ({statement.Source})" : "");
    }

    internal static bool Reaches(ScanGate gate, Finding finding) => finding.Severity >= Threshold(gate, finding.Kind);

    private static Severity? Threshold(ScanGate gate, FindingKind kind) => kind switch
    {
        FindingKind.Vulnerability => gate.FailAt,
        FindingKind.Secret => gate.SecretsFailAt,
        FindingKind.Misconfiguration => gate.MisconfigurationsFailAt,
        _ => gate.LicensesFailAt,
    };

    // By id, so that a report of thousands of findings isn't held against every statement. Of two at one time the later in the documents holds.
    private static ILookup<string, VexStatement> Latest(GateRules rules) =>
        rules.Vex.Reverse().SelectMany(x => x.Vulnerabilities.Select(id => (Id: id, Statement: x))).ToLookup(x => x.Id, x => x.Statement, StringComparer.OrdinalIgnoreCase);

    private static string Words(VexStatement statement)
    {
        var status = statement.Status switch
        {
            VexStatus.NotAffected => "not affected",
            VexStatus.Fixed => "fixed",
            VexStatus.Affected => "affected",
            _ => "under investigation",
        };
        var why = string.Join(", ", ((string?[])[statement.Justification, statement.Detail]).Where(x => !string.IsNullOrWhiteSpace(x)));
        return why.Length == 0 ? status : $"{status}: {why}";
    }

    private static string Summary(List<JudgedFinding> counted, List<string> problems, int total)
    {
        if (counted.Count == 0 && problems.Count == 0)
            return total == 0 ? "nothing found" : $"none of {total} findings counts";

        var severities = counted.GroupBy(x => x.Finding.Severity).OrderByDescending(x => x.Key).Select(x => $"{x.Count()} {x.Key.ToString().ToLowerInvariant()}");
        string[] parts =
        [
            .. counted.Count > 0 ? [$"{counted.Count} of {total} findings count{(counted.Count == 1 ? "s" : "")} ({string.Join(", ", severities)})"] : Array.Empty<string>(),
            .. problems.Count > 0 ? [problems.Count == 1 ? problems[0] : $"{problems.Count} problems: {string.Join(" ", problems)}"] : Array.Empty<string>(),
        ];
        return string.Join("; ", parts);
    }
}
