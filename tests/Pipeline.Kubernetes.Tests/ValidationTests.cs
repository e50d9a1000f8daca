using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Tests;

public sealed class ValidationTests
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    private static IReadOnlyList<Finding> Validate(string yaml, bool requireDigests = false) =>
        ManifestValidator.Validate(new ValidationRequest(new RenderedManifests(ManifestReader.Read(yaml, "test.yaml"))) { RequireDigests = requireDigests });

    private static string Deployment(string image) => $$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: prod}
        spec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: "{{{image}}}", resources: {limits: {cpu: 500m, memory: 64Mi}}, ports: [{containerPort: 80}], livenessProbe: {httpGet: {path: /, port: 80} } }] } } }
        """;

    [Fact]
    public void A_good_deployment_has_no_findings() => Assert.Empty(Validate(Deployment($"registry:5000/web@{Digest}"), requireDigests: true));

    [Theory]
    [InlineData("{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {prots: [{port: 80}]}}", "prots")]
    [InlineData("{apiVersion: v1, kind: Service, metadata: {name: a, lables: {}}}", "lables")]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replicas: two}}", "two")]
    [InlineData("{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: http}}", "")]
    public void A_field_that_the_kind_does_not_have_or_of_a_wrong_type_is_an_error(string yaml, string named)
    {
        var finding = Assert.Single(Validate(yaml));

        Assert.Equal(("schema", FindingSeverity.Error, "test.yaml"), (finding.Rule, finding.Severity, finding.Source));
        Assert.Contains(named, finding.Message);
    }

    [Fact]
    public void A_kind_that_is_not_known_is_said_to_be_unchecked()
    {
        var finding = Assert.Single(Validate("{apiVersion: example.com/v1, kind: Widget, metadata: {name: a}, any: 1}"));

        Assert.Equal(("schema", FindingSeverity.Warning), (finding.Rule, finding.Severity));
    }

    [Theory]
    [InlineData("ConfigMap", "Upper")]
    [InlineData("ConfigMap", "a_b")]
    [InlineData("ConfigMap", "-a")]
    [InlineData("ConfigMap", "a..b")]
    [InlineData("Service", "1a")]
    [InlineData("Service", "a.b")]
    [InlineData("Namespace", "a.b")]
    public void A_name_that_the_cluster_would_refuse_is_an_error(string kind, string name) =>
        Assert.Contains($"'{name}'", Assert.Single(Validate($"{{apiVersion: v1, kind: {kind}, metadata: {{name: '{name}'}}}}"), x => x.Rule == "name").Message);

    [Theory]
    [InlineData("v1", "ConfigMap", "kube-root-ca.crt")]
    [InlineData("v1", "Namespace", "1a")]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", "system:reader")]
    public void A_name_that_it_takes_is_none(string apiVersion, string kind, string name) =>
        Assert.DoesNotContain(Validate($"{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: '{name}'}}}}"), x => x.Rule == "name");

    [Theory]
    [InlineData("{a: 'b c'}", "b c")]
    [InlineData("{'a b': c}", "a b")]
    [InlineData("{a/b/c: d}", "a/b/c")]
    [InlineData("{-a: b}", "-a")]
    [InlineData("{a: b-}", "b-")]
    [InlineData("{Upper.com/x: b}", "Upper.com/x")]
    public void A_label_that_the_cluster_would_refuse_is_an_error(string labels, string named) =>
        Assert.Contains(named, Assert.Single(Validate($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a, labels: {labels}}}}}"), x => x.Rule == "label").Message);

    [Fact]
    public void A_label_that_is_no_text_is_an_error() =>
        Assert.Contains("Put it in quotes", Assert.Single(Validate("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {a: 1}}}"), x => x.Rule == "label").Message);

    [Theory]
    [InlineData("web", "it means latest")]
    [InlineData("registry:5000/web", "it means latest")]
    [InlineData("web:1.2", "the tag '1.2' can be moved")]
    [InlineData("web@sha256:123", "'sha256:123' is no sha256 digest")]
    [InlineData("", "there is none")]
    public void An_image_that_is_not_pinned_says_why(string image, string reason)
    {
        var warning = Assert.Single(Validate(Deployment(image)), x => x.Rule == "image-digest");
        var error = Assert.Single(Validate(Deployment(image), requireDigests: true), x => x.Rule == "image-digest");

        Assert.Contains(reason, warning.Message);
        Assert.Equal((FindingSeverity.Warning, FindingSeverity.Error), (warning.Severity, error.Severity));
    }

    [Fact]
    public void Requiring_throws_with_every_error_and_gives_back_warnings()
    {
        var bad = new RenderedManifests(ManifestReader.Read("{apiVersion: v1, kind: ConfigMap, metadata: {name: A, labels: {a: 'b c'}}, dta: {}}", "test.yaml"));
        var tagged = new RenderedManifests(ManifestReader.Read(Deployment("web:1"), "test.yaml"));

        var error = Assert.Throws<PipelineException>(() => ManifestValidator.Require(new ValidationRequest(bad)));

        Assert.Equal("PIPE4007", error.Code.Id);
        Assert.All(["dta", "'A'", "b c"], x => Assert.Contains(x, error.Message));
        Assert.Single(ManifestValidator.Require(new ValidationRequest(tagged)));
    }
}
