using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Reports;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Containers.Scanning.Waivers;
using Pipeline.Containers.Tests.Scanning.Reports;
using static Pipeline.Containers.Tests.Scanning.Reports.Reports;

namespace Pipeline.Containers.Tests.Scanning.Gate;

public sealed class GateTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly GateRules s_rules = new() { Now = s_now };

    [Fact]
    public void What_reaches_the_threshold_counts_and_the_rest_is_told()
    {
        var verdict = new ScanGate().Judge(Of("CVE-1 a HIGH 1.1", "CVE-2 b MEDIUM 1.1", "CVE-3 c CRITICAL"), null, s_rules);

        Assert.Equal(ScanState.Failed, verdict.State);
        Assert.Equal("2 of 3 findings count (1 critical, 1 high)", verdict.Reason);
        Assert.Equal(["CVE-3 Counted", "CVE-1 Counted", "CVE-2 BelowThreshold"], Fates(verdict));
        Assert.Equal("below high", verdict.Findings[2].Reason);
    }

    [Theory]
    [InlineData(Severity.Critical, ScanState.Passed)]
    [InlineData(Severity.High, ScanState.Failed)]
    [InlineData(Severity.Unknown, ScanState.Failed)]
    public void The_threshold_is_the_gates(Severity threshold, ScanState state) =>
        Assert.Equal(state, new ScanGate { FailAt = threshold }.Judge(Of("CVE-1 a HIGH 1.1"), null, s_rules).State);

    [Fact]
    public void An_image_without_findings_passes()
    {
        var verdict = new ScanGate().Judge(Of(), null, s_rules);

        Assert.Equal((ScanState.Passed, "nothing found"), (verdict.State, verdict.Reason));
    }

    [Fact]
    public void Without_a_fix_a_vulnerability_can_be_left_out()
    {
        var verdict = new ScanGate { IgnoreUnfixed = true }.Judge(Of("CVE-1 a HIGH", "CVE-2 b HIGH 1.1"), null, s_rules);

        Assert.Equal(["CVE-1 Unfixed", "CVE-2 Counted"], Fates(verdict));
    }

    [Fact]
    public void Where_the_source_does_not_say_whether_there_is_a_fix_it_counts()
    {
        var report = Of("CVE-1 a HIGH");
        report = report with { Findings = [report.Findings[0] with { HasFix = null }] };

        Assert.Equal(["CVE-1 Counted"], Fates(new ScanGate { IgnoreUnfixed = true }.Judge(report, null, s_rules)));
    }

    [Fact]
    public void Secrets_misconfigurations_and_licences_have_limits_of_their_own()
    {
        var report = Read(Whole);

        Assert.Equal(
            ["CVE-2099-0001 Counted", "aws-access-key-id Counted", "CVE-2024-21907 Counted", "DS002 Counted", "GPL-3.0 BelowThreshold", "CVE-2019-18276 BelowThreshold"],
            Fates(new ScanGate().Judge(report, null, s_rules)));
        Assert.Equal(
            ["CVE-2099-0001 Counted", "aws-access-key-id BelowThreshold", "CVE-2024-21907 BelowThreshold", "DS002 BelowThreshold", "GPL-3.0 Counted", "CVE-2019-18276 BelowThreshold"],
            Fates(new ScanGate { FailAt = Severity.Critical, SecretsFailAt = null, MisconfigurationsFailAt = Severity.Critical, LicensesFailAt = Severity.High }.Judge(report, null, s_rules)));
    }

    [Fact]
    public void A_gate_that_counts_what_was_not_looked_for_does_not_pass()
    {
        var run = new ScanRun { Report = Of("CVE-1 a LOW 1.1"), Scanner = "NuGet audit", LeftOut = [FindingKind.Secret, FindingKind.License] };
        var both = new ScanGate { LicensesFailAt = Severity.Unknown };

        Assert.Equal(ScanState.Passed, new ScanGate { SecretsFailAt = null }.Judge(run, s_rules).State);
        Assert.Equal((ScanState.NotDone, "The gate counts secrets and licences, which NuGet audit didn't look for. Let it look for them, or take them out of the gate."), (both.Judge(run, s_rules).State, both.Judge(run, s_rules).Reason));
        Assert.StartsWith("No database. The gate counts secrets, ", new ScanGate().Judge(run with { NotDone = "No database." }, s_rules).Reason, StringComparison.Ordinal);
        Assert.Equal(ScanState.Failed, new ScanGate { FailAt = Severity.Low }.Judge(run, s_rules).State);
    }

    [Fact]
    public void An_operating_system_without_fixes_fails_the_gate_unless_it_is_told_otherwise()
    {
        var report = Of() with { OperatingSystem = new OperatingSystemRelease("alpine", "3.10.2", IsEndOfLife: true) };

        var verdict = new ScanGate().Judge(report, null, s_rules);
        Assert.Equal(ScanState.Failed, verdict.State);
        Assert.Equal("alpine 3.10.2 gets no more fixes (end of life). Build on a newer base image.", verdict.Reason);

        var lenient = new ScanGate { FailOnEndOfLifeOs = false }.Judge(report, null, s_rules);
        Assert.Equal(ScanState.Passed, lenient.State);
        Assert.Contains("alpine 3.10.2 gets no more fixes (end of life).", lenient.Notes);
    }

    [Fact]
    public void Only_what_is_new_since_the_release_before_counts()
    {
        var before = Of("CVE-1 a HIGH 1.1", "CVE-2 a HIGH 1.1");
        var verdict = new ScanGate { OnlyNewSince = true }.Judge(Of("CVE-1 a HIGH 1.1", "CVE-1 b HIGH 1.1", "CVE-3 a HIGH 1.1"), null, s_rules with { Previous = before });

        Assert.Equal(["CVE-1 KnownBefore", "CVE-1 Counted", "CVE-3 Counted"], Fates(verdict));
    }

    [Fact]
    public void A_second_one_of_what_was_there_once_is_new()
    {
        var verdict = new ScanGate { OnlyNewSince = true }.Judge(Of("CVE-1 a HIGH 1.1", "CVE-1 a HIGH 1.1"), null, s_rules with { Previous = Of("CVE-1 a HIGH 1.1") });

        Assert.Equal(["CVE-1 KnownBefore", "CVE-1 Counted"], Fates(verdict));
    }

    [Fact]
    public void What_became_worse_or_got_a_fix_is_new()
    {
        var gate = new ScanGate { OnlyNewSince = true, IgnoreUnfixed = true };

        Assert.Equal(["CVE-1 Counted"], Fates(gate.Judge(Of("CVE-1 a HIGH 1.1"), null, s_rules with { Previous = Of("CVE-1 a MEDIUM 1.1") })));
        Assert.Equal(["CVE-1 Counted"], Fates(gate.Judge(Of("CVE-1 a HIGH 1.1"), null, s_rules with { Previous = Of("CVE-1 a HIGH") })));
    }

    [Fact]
    public void Without_a_release_before_everything_is_new()
    {
        var verdict = new ScanGate { OnlyNewSince = true }.Judge(Of("CVE-1 a HIGH 1.1"), null, s_rules);

        Assert.Equal(["CVE-1 Counted"], Fates(verdict));
        Assert.Contains("There is no report of a release before: everything counts as new.", verdict.Notes);
    }

    [Fact]
    public void A_waiver_lets_a_finding_through_by_its_owners_word()
    {
        var verdict = new ScanGate().Judge(Of("CVE-1 a HIGH 1.1"), null, s_rules with { Waivers = [Waiver("CVE-1", s_now.AddDays(1))] });

        Assert.Equal(ScanState.Passed, verdict.State);
        Assert.Equal("by team-core until 2026-11-24: not reachable (waivers:1)", Assert.Single(verdict.Of(FindingFate.Waived)).Reason);
    }

    [Fact]
    public void An_expired_waiver_fails_the_gate_and_says_so()
    {
        var verdict = new ScanGate().Judge(Of("CVE-1 a HIGH 1.1"), null, s_rules with { Waivers = [Waiver("CVE-1", s_now)] });

        Assert.Equal(ScanState.Failed, verdict.State);
        Assert.Equal("the waiver by team-core expired on 2026-11-23", Assert.Single(verdict.Of(FindingFate.Counted)).Reason);
        Assert.Equal(["The waiver of CVE-1 by team-core expired on 2026-11-23 (waivers:1). Fix the finding, or have the waiver renewed."], verdict.Problems);
        Assert.Single(verdict.ExpiredWaivers);
    }

    [Fact]
    public void An_expired_waiver_fails_even_when_its_finding_is_gone()
    {
        var verdict = new ScanGate().Judge(Of(), null, s_rules with { Waivers = [Waiver("CVE-1", s_now.AddDays(-30))] });

        Assert.Equal(ScanState.Failed, verdict.State);
        Assert.Contains("remove the waiver", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unused_waiver_is_reported_and_one_below_the_threshold_is_used()
    {
        var verdict = new ScanGate().Judge(Of("CVE-1 a LOW 1.1"), null, s_rules with { Waivers = [Waiver("CVE-1", s_now.AddDays(1)), Waiver("CVE-9", s_now.AddDays(1))] });

        Assert.Equal(ScanState.Passed, verdict.State);
        Assert.Equal("CVE-9", Assert.Single(verdict.UnusedWaivers).Id);
        Assert.Equal(["The waiver of CVE-9 by team-core is unused (waivers:1): remove it."], verdict.Notes);
    }

    [Fact]
    public void A_report_of_another_image_is_none_of_this_one()
    {
        var image = new ScanSubject("ghcr.io/acme/app", Digest.Of("m"u8), Digest.Of("c"u8));

        var verdict = new ScanGate().Judge(Read(Whole), image, s_rules);

        Assert.Equal(ScanState.NotDone, verdict.State);
        Assert.Contains(ImageId, verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(ScanState.NotDone, new ScanGate().Judge(Of(), image, s_rules).State);
        Assert.Equal(ScanState.Failed, new ScanGate().Judge(Read(Whole), image with { ConfigDigest = Digest.Parse(ImageId) }, s_rules).State);
    }

    [Fact]
    public void A_scan_that_was_not_done_never_passes()
    {
        var run = new ScanRun { NotDone = "no database" };

        Assert.Equal((ScanState.NotDone, "no database"), (new ScanGate().Judge(run, s_rules).State, new ScanGate().Judge(run, s_rules).Reason));
        Assert.Equal(ScanState.NotDone, new ScanGate().Judge(new ScanRun(), s_rules).State);
        Assert.Equal((ScanState.NotDone, "no database"), (new ScanGate().Judge(run with { Report = Of() }, s_rules).State, new ScanGate().Judge(run with { Report = Of() }, s_rules).Reason));
    }

    [Fact]
    public void What_an_incomplete_scan_found_counts_all_the_same()
    {
        var verdict = new ScanGate().Judge(new ScanRun { NotDone = "no database", Report = Read(Whole), Notes = ["a note"] }, s_rules);

        Assert.Equal(ScanState.Failed, verdict.State);
        Assert.Equal(["The scan is incomplete: no database", "a note"], verdict.Notes);
    }

    [RequiresTrivyReports]
    public async Task Trivys_own_reports_are_judged_by_the_same_rules()
    {
        var nuget = await ScanReportReader.ReadFileAsync(RealReports.PathOf("nuget.json"));
        var secrets = await ScanReportReader.ReadFileAsync(RealReports.PathOf("secrets.json"));
        var buster = await ScanReportReader.ReadFileAsync(RealReports.PathOf("debian-buster.json"));

        Assert.Equal(ScanState.Failed, new ScanGate().Judge(nuget, null, s_rules).State);
        Assert.Equal(ScanState.Failed, new ScanGate().Judge(secrets, null, s_rules).State);
        Assert.Equal(ScanState.Passed, new ScanGate { SecretsFailAt = null }.Judge(secrets, null, s_rules).State);
        Assert.Equal(["CVE-2019-18276 BelowThreshold", "CVE-2019-18224 Counted"], Fates(new ScanGate { FailAt = Severity.Critical }.Judge(buster, null, s_rules)).Order(StringComparer.Ordinal).Reverse());
    }

    private static IEnumerable<string> Fates(ScanVerdict verdict) => verdict.Findings.Select(x => $"{x.Finding.Id} {x.Fate}");

    private static Waiver Waiver(string id, DateTimeOffset expiry) => new() { Kind = FindingKind.Vulnerability, Id = id, Owner = "team-core", Reason = "not reachable", ExpiresAt = expiry, Source = "waivers:1" };
}
