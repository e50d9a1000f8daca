using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Reports;
using Pipeline.Containers.Scanning.Running;
using Pipeline.Containers.Scanning.Vex;
using Pipeline.Containers.Scanning.Waivers;
using Pipeline.Containers.Scanning.Writing;
using Pipeline.Containers.Tests.Scanning.Reports;
using static Pipeline.Containers.Tests.Scanning.Reports.Reports;

namespace Pipeline.Containers.Tests.Scanning.Writing;

public sealed class WritingTests
{
    private static readonly ScanSubject s_image = new("ghcr.io/acme/app", Digest.Parse("sha256:" + new string('1', 64)), Digest.Parse(ImageId));
    private static readonly Waiver s_waiver = new() { Kind = FindingKind.Vulnerability, Id = "CVE-2024-21907", Owner = "team-core", Reason = "not | reachable", ExpiresAt = new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero), Source = "w.yaml:3" };
    private static readonly GateRules s_rules = new() { Now = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), Waivers = [s_waiver] };
    private static readonly SarifSource s_source = SarifSource.Trivy("app");
    private static readonly ScanVerdict s_verdict = new ScanGate().Judge(Read(Whole), s_image, s_rules);

    [Fact]
    public void The_table_shows_what_counts_and_who_let_what_through() => Assert.Equal(
        """
        Scan of ghcr.io/acme/app@sha256:1111111111111111111111111111111111111111111111111111111111111111: failed. 3 of 6 findings count (2 critical, 1 high); debian 12.5 gets no more fixes (end of life). Build on a newer base image.
          ! debian 12.5 gets no more fixes (end of life). Build on a newer base image.
        Fate     Severity  Id                 Where                   Fixed in  Why
        counted  CRITICAL  CVE-2099-0001      zlib1g 1:1.2.13         9:99
        counted  CRITICAL  aws-access-key-id  /app/key.sh:3                     AWS Access Key ID
        waived   HIGH      CVE-2024-21907     Newtonsoft.Json 12.0.1  13.0.1    by team-core until 2027-01-31: not | reachable (w.yaml:3)
        counted  HIGH      DS002              app/Dockerfile:2                  root
        2 more findings don't count: 2 below threshold.

        """,
        ScanTable.Write(s_verdict));

    [Fact]
    public void The_table_can_show_everything()
    {
        var text = ScanTable.Write(s_verdict, all: true);

        Assert.Contains("below threshold  LOW       CVE-2019-18276     bash 5.0-4              no fix yet  below high", text, StringComparison.Ordinal);
        Assert.DoesNotContain("more finding", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scan_that_was_not_done_is_shown_as_such_everywhere()
    {
        var verdict = ScanVerdict.NotDone("There is no vulnerability database.", s_image);

        Assert.Equal($"Scan of {s_image.Reference}: not done. There is no vulnerability database.\n", ScanTable.Write(verdict));
        Assert.StartsWith("### Scan: not done\n", ScanSummary.WriteMarkdown(verdict), StringComparison.Ordinal);
        Assert.Equal("not done", (string?)JsonNode.Parse(ScanSummary.WriteJson(verdict))!["state"]);
        Assert.Null(ScanSarif.Write(verdict, s_source)); // An empty run would close every alert.
    }

    [Fact]
    public void A_scan_without_a_database_that_found_a_key_all_the_same_has_no_Sarif_for_it_would_close_the_alerts_of_packages()
    {
        var report = Read(Whole);
        var run = new ScanRun { Report = report with { Findings = [.. report.Findings.Where(x => x.Kind == FindingKind.Secret)] }, NotDone = "There is no vulnerability database." };

        var verdict = new ScanGate().Judge(run, s_rules);

        Assert.Equal((ScanState.Failed, "There is no vulnerability database."), (verdict.State, verdict.Incomplete));
        Assert.Null(ScanSarif.Write(verdict, s_source));
    }

    [Fact]
    public void Markdown_has_the_same_and_takes_no_markup_from_the_report()
    {
        var report = Read(Whole);
        report = report with { Findings = [report.Findings[1] with { Title = "<script>|[x](y)\n# h", Url = "https://example.com/a" }] };

        var text = ScanSummary.WriteMarkdown(new ScanGate { FailOnEndOfLifeOs = false }.Judge(report, s_image, s_rules));

        Assert.Equal(
            """
            ### Scan: failed

            `ghcr.io/acme/app@sha256:1111111111111111111111111111111111111111111111111111111111111111`: 1 of 1 findings counts (1 critical)

            - The waiver of CVE-2024-21907 by team-core is unused (w.yaml:3): remove it.
            - debian 12.5 gets no more fixes (end of life).

            | Fate | Severity | Id | Where | Fixed in | Why |
            | --- | --- | --- | --- | --- | --- |
            | counted | critical | [CVE-2099-0001](https://example.com/a) | zlib1g 1:1.2.13 | 9:99 | &lt;script>\|\[x\](y) # h |

            """,
            text);
    }

    [Fact]
    public void A_terminal_takes_no_control_characters_from_the_report()
    {
        var report = Of("CVE-1 a HIGH 1.1");
        report = report with { Findings = [report.Findings[0] with { Title = "\u001b[2Jgone\r\nnew line" }] };

        Assert.DoesNotContain(ScanTable.Write(new ScanGate().Judge(report, null, s_rules)), x => char.IsControl(x) && x != '\n');
    }

    [Fact]
    public void The_summary_counts_every_fate_and_names_every_finding()
    {
        var summary = JsonNode.Parse(ScanSummary.WriteJson(s_verdict))!;

        Assert.Equal(("failed", "debian 12.5", 2), ((string?)summary["state"], (string?)summary["operatingSystem"], (int)summary["packages"]!));
        Assert.Equal("""{"counted":3,"waived":1,"vex":0,"unfixed":0,"below threshold":2,"known before":0}""", summary["counts"]!.ToJsonString());
        Assert.Equal("""{"critical":2,"high":1,"medium":0,"low":0,"unknown":0}""", summary["severities"]!.ToJsonString());
        Assert.Equal(6, summary["findings"]!.AsArray().Count);
        Assert.Equal(
            """{"fate":"counted","kind":"vulnerability","id":"CVE-2099-0001","severity":"critical","target":"ghcr.io/acme/app (debian 12.5)","package":"zlib1g","purl":"pkg:deb/debian/zlib1g@1%3A1.2.13?distro=debian-12.5","installed":"1:1.2.13","fixedIn":"9:99"}""",
            summary["findings"]![0]!.ToJsonString());
        Assert.Equal(ScanSummary.WriteJson(s_verdict), ScanSummary.WriteJson(new ScanGate().Judge(Read(Whole), s_image, s_rules)));
    }

    [Fact]
    public void Sarif_has_a_rule_for_each_id_and_a_result_for_each_finding()
    {
        var run = Run(new ScanGate { FailAt = Severity.Unknown, LicensesFailAt = Severity.Unknown }.Judge(Read(Whole), s_image, s_rules with { Waivers = [] }));

        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        var results = run["results"]!.AsArray();
        Assert.Equal((6, 6), (rules.Count, results.Count));
        Assert.All(results, x => Assert.Equal((string?)x!["ruleId"], (string?)rules[(int)x["ruleIndex"]!]!["id"]));
        var bash = rules.Single(x => (string?)x!["id"] == "CVE-2019-18276")!;
        Assert.Equal(("OsPackageVulnerability", "note", "8.1"), ((string?)bash["name"], (string?)bash["defaultConfiguration"]!["level"], (string?)bash["properties"]!["security-severity"]));
        var check = results.Single(x => (string?)x!["ruleId"] == "DS002")!["locations"]![0]!["physicalLocation"]!;
        Assert.Equal(("app/Dockerfile", 2, 3), ((string?)check["artifactLocation"]!["uri"], (int)check["region"]!["startLine"]!, (int)check["region"]!["endLine"]!));
        Assert.Equal(6, results.Select(x => (string?)x!["partialFingerprints"]!["pipelineFinding/v1"]).Distinct().Count());
    }

    [Fact]
    public void Sarif_has_what_counts_alone_for_every_result_opens_an_alert()
    {
        var report = Read(Whole);
        report = report with { Findings = [.. report.Findings, .. Of("CVE-1 vex HIGH 1.1", "CVE-2 unfixed HIGH").Findings] };
        var vex = new VexStatement { Vulnerabilities = ["CVE-1"], Status = VexStatus.NotAffected, Justification = "code_not_reachable", Products = [new VexProduct { Digest = s_image.Digest }], Source = "v.json" };

        var verdict = new ScanGate { IgnoreUnfixed = true }.Judge(report, s_image, s_rules with { Vex = [vex] });

        Assert.Equal([FindingFate.Counted, FindingFate.Waived, FindingFate.Vex, FindingFate.Unfixed, FindingFate.BelowThreshold], verdict.Findings.Select(x => x.Fate).Distinct().Order());
        Assert.Equal(["CVE-2099-0001", "aws-access-key-id", "DS002"], Run(verdict)["results"]!.AsArray().Select(x => (string?)x!["ruleId"]));
        Assert.Equal(["CVE-2099-0001", "aws-access-key-id", "DS002"], Run(verdict)["tool"]!["driver"]!["rules"]!.AsArray().Select(x => (string?)x!["id"]));
    }

    [Fact]
    public void The_Sarif_of_each_image_and_of_the_audit_has_a_category_of_its_own()
    {
        JsonNode[] runs = [Run(s_verdict, SarifSource.Trivy("app")), Run(s_verdict, SarifSource.Trivy("ops")), Run(s_verdict, SarifSource.NuGetAudit("App"))];

        Assert.Equal(["Trivy trivy/app/", "Trivy trivy/ops/", "NuGet audit nuget-audit/App/"], runs.Select(x => $"{x["tool"]!["driver"]!["name"]} {x["automationDetails"]!["id"]}"));
    }

    [Theory]
    [InlineData("app/a b#ü.dll", "app/a%20b%23%C3%BC.dll")]
    [InlineData("/etc/x", "etc/x")]
    [InlineData("a\\b", "a/b")]
    public void A_path_in_Sarif_is_a_relative_uri(string path, string uri)
    {
        var report = Of("CVE-1 a HIGH 1.1");
        report = report with { Findings = [report.Findings[0] with { Target = path }] };

        Assert.Equal(uri, (string?)Run(new ScanGate().Judge(report, null, s_rules))["results"]![0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);
    }

    [RequiresTrivyReports]
    public async Task Sarif_has_the_shape_of_Trivys_own()
    {
        var theirs = JsonNode.Parse(await File.ReadAllTextAsync(RealReports.PathOf("alpine-310.sarif")))!["runs"]![0]!;

        var ours = Run(new ScanGate { FailAt = Severity.Unknown }.Judge(await ScanReportReader.ReadFileAsync(RealReports.PathOf("alpine-310.json")), null, s_rules));

        // Theirs may hold more of a rule (CVSS vectors, Markdown); what ours has of the same name has the same kind and, but for texts, the same value.
        Assert.Equal(Results(theirs), Results(ours));
        Assert.Equal(Rules(theirs), Rules(ours));
        AssertSameKinds(theirs["results"]![0]!, ours["results"]![0]!);
        AssertSameKinds(theirs["tool"]!["driver"]!["rules"]![0]!, ours["tool"]!["driver"]!["rules"]![0]!);

        static IEnumerable<string> Results(JsonNode run) => run["results"]!.AsArray().Select(x => $"{x!["ruleId"]} {x["level"]} {x["locations"]![0]!["physicalLocation"]!.ToJsonString()}").Order(StringComparer.Ordinal);
        static IEnumerable<string> Rules(JsonNode run) => run["tool"]!["driver"]!["rules"]!.AsArray().Select(x => $"{x!["id"]} {x["name"]} {x["shortDescription"]!.ToJsonString()} {x["fullDescription"]!["text"]} {x["defaultConfiguration"]!.ToJsonString()} {x["helpUri"]}").Order(StringComparer.Ordinal);
    }

    private static JsonNode Run(ScanVerdict verdict, SarifSource? source = null) => JsonNode.Parse(ScanSarif.Write(verdict, source ?? s_source)!)!["runs"]![0]!;

    private static void AssertSameKinds(JsonNode theirs, JsonNode ours)
    {
        foreach (var (name, value) in theirs.AsObject().Where(x => x.Key is not "help" and not "properties"))
            Assert.Equal(value!.GetValueKind(), ours[name]?.GetValueKind());
    }
}
