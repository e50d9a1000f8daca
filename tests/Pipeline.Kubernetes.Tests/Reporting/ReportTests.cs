using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Policies;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.Reporting;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Tests.Reporting;

public sealed class ReportTests : IDisposable
{
    private readonly Overlay overlay = new Overlay()
        .With("base/kustomization.yaml", "resources: [web.yaml]\nconfigMapGenerator:\n  - name: settings\n    literals: [A=b]\n")
        .With("base/web.yaml", """
            # A comment, so that lines count.
            apiVersion: v1
            kind: Service
            metadata:
              name: other
            spec:
              ports: [{port: 80}]
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: web
              annotations:
                pipeline/waive-K8S408: "2027-03-01 the appliance needs it"
            spec:
              type: NodePort
              portz: 1
              ports:
                - name: a
                  port: 70000
            """)
        .With("top/kustomization.yaml", "resources: [../base]\nnamePrefix: p-\nnamespace: front\n");

    public void Dispose() => overlay.Dispose();

    [Fact]
    public async Task A_finding_knows_its_line_though_names_and_namespaces_were_changed_by_the_overlay()
    {
        var report = await ReviewAsync();

        var options = new ReportOptions(overlay.Root);
        Assert.Equal(("base/web.yaml", 17), Place(report, "K8S001", options));
        Assert.Equal(("base/web.yaml", 20), Place(report, "K8S004", options));
        Assert.Equal(("base/web.yaml", 16), Place(report, "K8S408", options));
        Assert.Equal("base/kustomization.yaml", options.Relative(Assert.Single(report.Findings, x => x.Subject.StartsWith("ConfigMap/", StringComparison.Ordinal) && x.Message.Contains("/name", StringComparison.Ordinal)).Location!.File));
    }

    [Fact]
    public async Task Text_groups_by_object_says_fixes_once_and_ends_with_a_summary()
    {
        var report = await ReviewAsync();

        var text = TextReport.Write(report, new ReportOptions(overlay.Root));
        var lines = TextReport.Lines(report, new ReportOptions(overlay.Root));

        Assert.Contains("Service/front/p-web\n  error   K8S001 unknown-field  spec.portz\n          there is no such field. Did you mean 'ports'?\n          base/web.yaml:17\n          " + RuleCatalogue.Find("K8S001")!.Fix, text, StringComparison.Ordinal);
        Assert.Contains("waived\n  K8S408 node-port: Service/front/p-web: the appliance needs it (until 2027-03-01)", text, StringComparison.Ordinal);
        Assert.EndsWith($"3 objects: 2 errors, {report.Warnings.Count()} warnings, 1 waived\n", text, StringComparison.Ordinal);
        Assert.Single(lines, x => x.Text.Contains(RuleCatalogue.Find("K8S801")!.Fix, StringComparison.Ordinal));
        Assert.Equal(FindingSeverity.Error, lines[^1].Severity);
    }

    [Fact]
    public async Task Json_has_each_finding()
    {
        var report = await ReviewAsync();

        var json = JsonNode.Parse(JsonReport.Write(report, new ReportOptions(overlay.Root) { Category = "staging" }))!;

        Assert.Equal((1, "staging", 3, 2, 1), ((int)json["version"]!, (string)json["category"]!, (int)json["objects"]!, (int)json["errors"]!, (int)json["waived"]!));
        var first = json["findings"]!.AsArray().Single(x => (string?)x!["rule"] == "K8S004")!;
        Assert.Equal(("error", "Service/front/p-web", "spec.ports[0].port", "base/web.yaml", 20), ((string)first["severity"]!, (string)first["object"]!, (string)first["path"]!, (string)first["file"]!, (int)first["line"]!));
        Assert.Equal(report.Findings.Count, json["findings"]!.AsArray().Count);
    }

    [Fact]
    public async Task Sarif_is_what_code_scanning_takes()
    {
        var report = await ReviewAsync();

        var run = JsonNode.Parse(SarifReport.Write(report, new ReportOptions(overlay.Root) { Category = "staging", ToolVersion = "1.2.3" }))!["runs"]![0]!;
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        var results = run["results"]!.AsArray();

        Assert.Equal(RuleCatalogue.All.Select(x => x.Id), rules.Select(x => (string)x!["id"]!));
        Assert.All(rules, x => Assert.False(string.IsNullOrEmpty((string?)x!["help"]!["markdown"]) || string.IsNullOrEmpty((string?)x["shortDescription"]!["text"])));
        Assert.Equal("pipeline-manifests/staging/", (string?)run["automationDetails"]!["id"]);
        Assert.Equal(report.Findings.Count, results.Count);
        Assert.All(results, x => Assert.Equal((string?)x!["ruleId"], (string?)rules[(int)x["ruleIndex"]!]!["id"]));
        Assert.All(results, x =>
        {
            var place = x!["locations"]![0]!["physicalLocation"]!;
            Assert.True(Uri.TryCreate((string)place["artifactLocation"]!["uri"]!, UriKind.Relative, out _) && !((string)place["artifactLocation"]!["uri"]!).StartsWith('/'));
            Assert.True((int)place["region"]!["startLine"]! >= 1);
        });
        Assert.Equal(results.Count, results.Select(x => (string)x!["partialFingerprints"]!["pipelineFinding/v1"]!).Distinct().Count());
        Assert.Equal("the appliance needs it (until 2027-03-01)", (string?)Assert.Single(results, x => x!["suppressions"] is not null)!["suppressions"]![0]!["justification"]);
    }

    [Fact]
    public async Task Fingerprints_stay_while_lines_move_and_generated_names_change()
    {
        var before = Fingerprints(await ReviewAsync());
        overlay.With("base/web.yaml", "# one more line\n" + File.ReadAllText(overlay.Folder("base/web.yaml")));
        overlay.With("base/kustomization.yaml", "resources: [web.yaml]\nconfigMapGenerator:\n  - name: settings\n    literals: [A=c]\n");

        Assert.Equal(before, Fingerprints(await ReviewAsync()));
    }

    [Fact]
    public async Task Requiring_throws_with_every_error()
    {
        var report = await ReviewAsync();

        var error = Assert.Throws<PipelineException>(report.Require);

        Assert.Equal("PIPE4007", error.Code.Id);
        Assert.All(["portz", "70000", "(17,"], x => Assert.Contains(x, error.Message, StringComparison.Ordinal));
        Assert.Empty((report with { Findings = [] }).Require().Findings);
    }

    private IReadOnlyList<string> Fingerprints(ManifestReport report) =>
        [.. JsonNode.Parse(SarifReport.Write(report, new ReportOptions(overlay.Root)))!["runs"]![0]!["results"]!.AsArray().Select(x => (string)x!["partialFingerprints"]!["pipelineFinding/v1"]!)];

    private static (string, int) Place(ManifestReport report, string rule, ReportOptions options)
    {
        var place = Assert.Single(report.Findings, x => x.Rule.Id == rule).Location!;
        return (options.Relative(place.File), place.Line);
    }

    private async Task<ManifestReport> ReviewAsync() =>
        await ManifestReview.ReviewAsync(new ReviewRequest(await KustomizeRenderer.RenderAsync(new RenderRequest(overlay.Folder("top")))) { Time = new FixedClock(2026, 11, 23) });
}
