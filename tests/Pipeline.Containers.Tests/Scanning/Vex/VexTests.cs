using System.Text;
using Pipeline.Containers.Scanning;
using Pipeline.Containers.Scanning.Gate;
using Pipeline.Containers.Scanning.Reports;
using Pipeline.Containers.Scanning.Vex;
using Pipeline.Errors;
using static Pipeline.Containers.Tests.Scanning.Reports.Reports;

namespace Pipeline.Containers.Tests.Scanning.Vex;

public sealed class VexTests
{
    private static readonly ScanSubject s_image = new("ghcr.io/acme/app", Digest.Of("m"u8), Digest.Parse(ImageId));

    // "status|product|more fields"
    [Theory]
    [InlineData("""not_affected|{"@id":"pkg:nuget/a@1.0.0"}|"justification":"vulnerable_code_not_in_execute_path" """, FindingFate.Vex)]
    [InlineData("""not_affected|{"@id":"pkg:nuget/a"}|"impact_statement":"Never called." """, FindingFate.Vex)]
    [InlineData("""fixed|{"@id":"pkg:nuget/a@1.0.0"}|"status_notes":"patched" """, FindingFate.Vex)]
    [InlineData("""affected|{"@id":"pkg:nuget/a@1.0.0"}|"action_statement":"update" """, FindingFate.Counted)]
    [InlineData("""under_investigation|{"@id":"pkg:nuget/a@1.0.0"}|"status_notes":"looking" """, FindingFate.Counted)]
    [InlineData("""fixed|{"@id":"pkg:nuget/b@1.0.0"}|"version":1""", FindingFate.Counted)]
    [InlineData("""fixed|{"@id":"pkg:nuget/a@2.0.0"}|"version":1""", FindingFate.Counted)]
    [InlineData("""fixed|{"identifiers":{"purl":"pkg:oci/app?repository_url=ghcr.io/acme/app"},"subcomponents":[{"@id":"pkg:nuget/a"}]}|"version":1""", FindingFate.Vex)]
    [InlineData("""fixed|{"@id":"pkg:oci/app","subcomponents":[{"@id":"pkg:nuget/b"}]}|"version":1""", FindingFate.Counted)]
    [InlineData("""fixed|{"@id":"pkg:oci/app","subcomponents":[{"@id":"https://example.com/a"}]}|"version":1""", FindingFate.Counted)]
    [InlineData("""fixed|{"@id":"pkg:oci/app"}|"version":1""", FindingFate.Vex)]
    [InlineData("""fixed|{"@id":"pkg:oci/other"}|"version":1""", FindingFate.Counted)]
    [InlineData("""fixed|{"hashes":{"sha-256":"DIGEST"}}|"version":1""", FindingFate.Vex)]
    [InlineData("""fixed|{"hashes":{"sha-256":"0000000000000000000000000000000000000000000000000000000000000000"}}|"version":1""", FindingFate.Counted)]
    [InlineData("""fixed|{"@id":"https://example.com/app"}|"version":1""", FindingFate.Counted)]
    public void An_OpenVEX_statement_is_applied_to_its_products(string statement, FindingFate fate)
    {
        var parts = statement.Replace("DIGEST", s_image.Digest.Hex, StringComparison.Ordinal).Split('|');

        Assert.Equal(fate, Judge(OpenVex($$"""{"vulnerability":{"name":"CVE-1"},"products":[{{parts[1]}}],"status":"{{parts[0]}}",{{parts[2]}}}""")).Fate);
    }

    [Fact]
    public void The_fate_names_the_justification_and_the_document()
    {
        var judged = Judge(OpenVex("""{"vulnerability":{"name":"GHSA-1","aliases":["CVE-1"]},"products":[{"@id":"pkg:nuget/a"}],"status":"not_affected","justification":"component_not_present","impact_statement":"It is trimmed."}"""));

        Assert.Equal("not affected: component_not_present, It is trimmed. (a.vex.json (Team Core))", judged.Reason);
        Assert.Equal("VEX: under investigation: looking (a.vex.json (Team Core))", Judge(OpenVex("""{"vulnerability":{"name":"CVE-1"},"products":[{"@id":"pkg:nuget/a"}],"status":"under_investigation","status_notes":"looking"}""")).Reason);
    }

    [Fact]
    public void Of_two_statements_the_later_holds()
    {
        const string Fixed = """{"vulnerability":{"name":"CVE-1"},"products":[{"@id":"pkg:nuget/a"}],"status":"fixed","timestamp":"2026-01-02T00:00:00Z"}""";
        const string Affected = """{"vulnerability":{"name":"CVE-1"},"products":[{"@id":"pkg:nuget/a"}],"status":"affected","timestamp":"TIME"}""";

        Assert.Equal(FindingFate.Counted, Judge(OpenVex(Affected.Replace("TIME", "2026-01-03T00:00:00Z", StringComparison.Ordinal) + "," + Fixed)).Fate);
        Assert.Equal(FindingFate.Vex, Judge(OpenVex(Affected.Replace("TIME", "2026-01-01T00:00:00Z", StringComparison.Ordinal) + "," + Fixed)).Fate);
        Assert.Equal(FindingFate.Vex, Judge(OpenVex(Affected.Replace("TIME", "2026-01-02T00:00:00Z", StringComparison.Ordinal) + "," + Fixed)).Fate);
    }

    [Fact]
    public void The_older_form_of_OpenVEX_is_read_too() =>
        Assert.Equal(FindingFate.Vex, Judge(OpenVex("""{"vulnerability":"CVE-1","products":["pkg:nuget/a"],"status":"fixed"}""")).Fate);

    [Theory]
    [InlineData("resolved", "", FindingFate.Vex)]
    [InlineData("resolved_with_pedigree", "", FindingFate.Vex)]
    [InlineData("not_affected", ""","justification":"code_not_reachable" """, FindingFate.Vex)]
    [InlineData("false_positive", ""","detail":"another package of that name" """, FindingFate.Vex)]
    [InlineData("exploitable", "", FindingFate.Counted)]
    [InlineData("in_triage", "", FindingFate.Counted)]
    public void A_CycloneDX_analysis_is_applied(string state, string more, FindingFate fate) =>
        Assert.Equal(fate, Judge(CycloneDx($$"""{"id":"CVE-1","analysis":{"state":"{{state}}"{{more}}},"affects":[{"ref":"pkg:nuget/a@1.0.0"}]}""")).Fate);

    [Theory]
    [InlineData("urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg:nuget%2Fa@1.0.0", FindingFate.Vex)]
    [InlineData("urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#part", FindingFate.Vex)]
    [InlineData("part", FindingFate.Vex)]
    [InlineData("image", FindingFate.Vex)]
    [InlineData("nested", FindingFate.Counted)]
    [InlineData("unknown", FindingFate.Counted)]
    public void What_a_CycloneDX_analysis_affects_may_be_named_by_reference(string reference, FindingFate fate) =>
        Assert.Equal(fate, Judge(CycloneDx($$"""{"id":"X-1","references":[{"id":"CVE-1"}],"analysis":{"state":"resolved"},"affects":[{"ref":"{{reference}}"}]}""")).Fate);

    [Fact]
    public void A_CycloneDX_finding_without_an_analysis_says_nothing() =>
        Assert.Equal(FindingFate.Counted, Judge(CycloneDx("""{"id":"CVE-1","affects":[{"ref":"pkg:nuget/a@1.0.0"}]}""")).Fate);

    [Fact]
    public void All_mistakes_of_a_document_are_told_at_once()
    {
        var error = Assert.Throws<PipelineException>(() => OpenVex("""{"status":"fixed"},{"vulnerability":{"name":"CVE-2"},"status":"not_affected"},{"vulnerability":{"name":"CVE-3"},"status":"gone"},{"vulnerability":{"name":"CVE-4"},"status":"not_affected","justification":"because"}"""));

        Assert.Equal(("PIPE3304", 2), (error.Code.Id, error.ExitCode));
        Assert.Equal(
            [
                "statement 1 (no vulnerability): vulnerability.name is missing",
                "statement 2 (CVE-2): not_affected needs a justification or an impact_statement",
                "statement 3 (CVE-3): status 'gone' is none of not_affected, affected, fixed, under_investigation",
                "statement 4 (CVE-4): justification 'because' is none of component_not_present, vulnerable_code_not_present, vulnerable_code_not_in_execute_path, vulnerable_code_cannot_be_controlled_by_adversary, inline_mitigations_already_exist",
            ],
            error.Message.Split('\n')[1..^1].Select(x => x.Trim()));
    }

    [Theory]
    [InlineData("""{"analysis":{"state":"resolved"}}""", "has no id")]
    [InlineData("""{"id":"CVE-1","analysis":{"state":"gone"}}""", "analysis.state 'gone'")]
    [InlineData("""{"id":"CVE-1","analysis":{"state":"not_affected"}}""", "needs a justification or a detail")]
    [InlineData("""{"id":"CVE-1","analysis":{"state":"not_affected","justification":"because"}}""", "justification 'because'")]
    public void A_CycloneDX_analysis_that_is_incomplete_is_refused(string vulnerability, string what) =>
        Assert.Contains(what, Assert.Throws<PipelineException>(() => CycloneDx(vulnerability)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{}", "is neither OpenVEX")]
    [InlineData("[]", "is neither OpenVEX")]
    [InlineData("""{"@context":"https://example.com"}""", "is neither OpenVEX")]
    [InlineData("{", "is no JSON")]
    public void Anything_else_is_refused(string json, string what) =>
        Assert.Contains(what, Assert.Throws<PipelineException>(() => VexDocument.Read(Encoding.UTF8.GetBytes(json), "a.vex.json")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_document_that_is_not_there_is_named() =>
        Assert.Contains("/nowhere/a.vex.json", (await Assert.ThrowsAsync<PipelineException>(() => VexDocument.ReadFileAsync("/nowhere/a.vex.json"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_statement_is_of_vulnerabilities_alone()
    {
        var statement = Assert.Single(OpenVex("""{"vulnerability":{"name":"GPL-3.0"},"products":[{"@id":"pkg:oci/app"}],"status":"fixed"}"""));

        Assert.False(statement.Covers(new Finding { Kind = FindingKind.License, Id = "GPL-3.0", Severity = default, Target = "x" }, s_image));
    }

    private static JudgedFinding Judge(IReadOnlyList<VexStatement> statements) =>
        Assert.Single(new ScanGate().Judge(Of("CVE-1 a HIGH 1.1") with { ImageId = s_image.ConfigDigest }, s_image, new GateRules { Now = DateTimeOffset.UnixEpoch, Vex = statements }).Findings);

    private static IReadOnlyList<VexStatement> OpenVex(string statements) => VexDocument.Read(
        Encoding.UTF8.GetBytes($$$"""{"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://example.com/vex","author":"Team Core","timestamp":"2026-01-01T00:00:00Z","version":1,"statements":[{{{statements}}}]}"""), "a.vex.json");

    private static IReadOnlyList<VexStatement> CycloneDx(string vulnerabilities) => VexDocument.Read(
        Encoding.UTF8.GetBytes($$$"""
            {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"timestamp":"2026-01-01T00:00:00Z","component":{"bom-ref":"image","type":"container","name":"app","purl":"pkg:oci/app"}},
             "components":[{"bom-ref":"part","type":"library","name":"a","purl":"pkg:nuget/a@1.0.0","components":[{"bom-ref":"nested","type":"library","name":"b","purl":"pkg:nuget/b@1.0.0"}]}],"vulnerabilities":[{{{vulnerabilities}}}]}
            """), "a.cdx.json");
}
