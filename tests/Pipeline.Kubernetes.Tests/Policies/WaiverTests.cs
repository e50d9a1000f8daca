using Pipeline.Errors;
using Pipeline.Kubernetes.Policies;
using Pipeline.Kubernetes.Reporting;
using Pipeline.Kubernetes.Tests.Reporting;
using Pipeline.Kubernetes.Tests.Validating;
using Pipeline.Kubernetes.Validating;
using Pipeline.Kubernetes.Validating.Schemas;

namespace Pipeline.Kubernetes.Tests.Policies;

public sealed class WaiverTests
{
    private static IReadOnlyList<Finding> Review(string annotation, string value, string fields = "type: NodePort, ports: [{port: 80}]") =>
        ManifestReview.Review(
            Sample.Request($"{{apiVersion: v1, kind: Service, metadata: {{name: a, annotations: {{'{annotation}': '{value}'}}}}, spec: {{{fields}}}}}") with { Time = new FixedClock(2026, 11, 23) },
            CustomSchemas.None,
            []).Findings;

    [Theory]
    [InlineData("2026-11-23 moved next week")]
    [InlineData("2027-11-23   the appliance cannot be moved")]
    public void A_waiver_sets_findings_of_its_rule_aside_until_its_last_day(string value)
    {
        var findings = Review("pipeline/waive-K8S408", value);

        Assert.NotNull(Assert.Single(findings, x => x.Rule.Id == "K8S408").WaivedBecause);
        Assert.DoesNotContain(findings, x => x.Rule.Area == RuleArea.Waivers);
        Assert.All(findings.Where(x => x.Rule.Id != "K8S408"), x => Assert.Null(x.WaivedBecause));
    }

    [Theory]
    [InlineData("K8S408", "2026-11-22 too late", "K8S901", "expired on 2026-11-22")]
    [InlineData("K8S408", "2027-03-01", "K8S902", "has no reason")]
    [InlineData("K8S409", "2027-03-01 there is no load balancer", "K8S903", "waives nothing")]
    [InlineData("K8S408", "2027-11-24 a year and a day", "K8S904", "more than a year")]
    [InlineData("K8S408", "soon, I promise", "K8S905", "'soon,', which is no date")]
    [InlineData("K8S408", "", "K8S905", "no date")]
    [InlineData("K8S999", "2027-03-01 because", "K8S905", "'K8S999' is no rule")]
    [InlineData("K8S001", "2027-03-01 because", "K8S905", "can't be waived")]
    public void A_waiver_that_is_wrong_is_a_finding_and_waives_nothing(string rule, string value, string expected, string says)
    {
        var findings = Review("pipeline/waive-" + rule, value);

        var finding = Assert.Single(findings, x => x.Rule.Area == RuleArea.Waivers);
        Assert.Equal(expected, finding.Rule.Id);
        Assert.Contains(says, finding.Message, StringComparison.Ordinal);
        Assert.Equal($"metadata.annotations['pipeline/waive-{rule}']", finding.Path);
        Assert.All(findings, x => Assert.Null(x.WaivedBecause));
    }

    [Fact]
    public void Every_rule_about_waivers_is_shown_to_fire() =>
        Assert.Equal(["K8S901", "K8S902", "K8S903", "K8S904", "K8S905"], WaiverRules.All.Select(x => x.Id));

    [Fact]
    public void A_waiver_of_a_file_is_for_the_objects_that_it_names()
    {
        var waivers = WaiverFile.Read("""
            waivers:
              - rule: K8S408
                object: Service/vendor-*
                until: 2027-03-01
                reason: theirs
              - rule: K8S410
                object: Service/*
                until: "2027-03-01"
                reason: nobody needs it
            """, "waivers.yaml");
        var request = Sample.Request(Sample.Together(
            "{apiVersion: v1, kind: Service, metadata: {name: vendor-a}, spec: {type: NodePort, ports: [{port: 80}]}}",
            "{apiVersion: v1, kind: Service, metadata: {name: ours}, spec: {type: NodePort, ports: [{port: 80}]}}")) with { Time = new FixedClock(2026, 11, 23) };

        var findings = ManifestReview.Review(request, CustomSchemas.None, waivers).Findings;

        Assert.Equal([("Service/vendor-a", "theirs (until 2027-03-01)"), ("Service/ours", null)], findings.Where(x => x.Rule.Id == "K8S408").Select(x => (x.Subject, x.WaivedBecause)));
        var unused = Assert.Single(findings, x => x.Rule.Id == "K8S903");
        Assert.Equal("waivers.yaml(6,5)", unused.Location!.ToString());
    }

    [Theory]
    [InlineData("waivers: {}", "it must hold one list")]
    [InlineData("[]", "it must hold one list")]
    [InlineData("waivers: [a]", "waivers[0] is no mapping")]
    [InlineData("waivers: [{rule: K8S408, object: a, until: 2027-03-01, raeson: b}]", "has 'raeson'")]
    [InlineData("waivers: [{rule: K8S408, object: a, until: 2027-03-01}]", "(1,12): waivers[0] needs reason")]
    public void A_file_that_cannot_be_read_says_where(string text, string says)
    {
        var error = Assert.Throws<PipelineException>(() => WaiverFile.Read(text, "waivers.yaml"));

        Assert.Equal("PIPE4201", error.Code.Id);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_missing_is_named()
    {
        var error = await Assert.ThrowsAsync<PipelineException>(() => ManifestReview.ReviewAsync(Sample.Request("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}") with { WaiverFile = "/nowhere/waivers.yaml" }));

        Assert.Equal(("PIPE4201", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains("/nowhere/waivers.yaml", error.Message, StringComparison.Ordinal);
    }
}
