using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;
using Pipeline.Errors;
using Pipeline.Kubernetes.Validating;
using Pipeline.Kubernetes.Validating.Schemas;

namespace Pipeline.Kubernetes.Tests.Validating;

public sealed class ValidationTests
{
    private static readonly IReadOnlyList<RuleCase> Cases = [.. ValidityCases.All, .. ReferenceCases.All, .. ContradictionCases.All];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_rule_fires_where_it_should_and_nowhere_else(int number) => Sample.Check(Cases[number]);

    [Fact]
    public void Every_rule_has_a_case() => Assert.Empty(ValidityRules.All.Select(x => x.Id).Except(Cases.Select(x => x.Rule)));

    [Fact]
    public void All_mistakes_of_one_object_are_found_at_once()
    {
        var findings = ManifestValidator.Validate(new ValidationRequest(Sample.Manifests(
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: A, labels: {'x y': z}}, spec: {replicas: two, selectr: {}, template: {spec: {containers: [{name: b_c, ports: [{containerPort: 99999}]}]}}}}")));

        Assert.Equal(
            ["K8S001 spec.selectr", "K8S002 spec.replicas", "K8S003 spec.selector", "K8S003 spec.template.spec.containers[0].image", "K8S004 spec.template.spec.containers[0].name", "K8S004 spec.template.spec.containers[0].ports[0].containerPort", "K8S009 metadata.name", "K8S010 metadata.labels['x y']"],
            findings.Select(x => $"{x.Rule.Id} {x.Path}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_declared_external_need_not_be_there()
    {
        var request = new ValidationRequest(Sample.Manifests(Sample.Container("envFrom: [{secretRef: {name: db-1}}, {secretRef: {name: other}}]"))) { External = ["Secret/db-*"] };

        Assert.Equal("spec.containers[0].envFrom[1].secretRef.name", Assert.Single(ManifestValidator.Validate(request)).Path);
    }

    [Theory]
    [InlineData("1.24", "K8S007")]
    [InlineData("1.25", "K8S006")]
    [InlineData("v1.36.1", "K8S006")]
    public void A_version_that_goes_is_a_warning_until_it_is_gone(string version, string rule)
    {
        var request = new ValidationRequest(Sample.Manifests("{apiVersion: batch/v1beta1, kind: CronJob, metadata: {name: a}}")) { Version = KubernetesVersion.Parse(version) };

        Assert.Equal(rule, Assert.Single(ManifestValidator.Validate(request)).Rule.Id);
    }

    [Fact]
    public void A_Service_may_begin_with_a_digit_from_1_34_on() =>
        Assert.DoesNotContain(ManifestValidator.Validate(new ValidationRequest(Sample.Manifests("{apiVersion: v1, kind: Service, metadata: {name: 1a}}")) { Version = new(1, 34) }), x => x.Rule.Id == "K8S009");

    [Theory]
    [InlineData("one")]
    [InlineData("1")]
    [InlineData("")]
    public void A_version_that_is_none_is_refused(string text) =>
        Assert.Equal("PIPE4203", Assert.Throws<PipelineException>(() => KubernetesVersion.Parse(text)).Code.Id);

    [Fact]
    public void Every_field_of_the_tables_is_one_of_the_client()
    {
        var models = typeof(V1Pod).Assembly.GetExportedTypes().Where(x => x.Namespace == "k8s.Models").ToDictionary(x => x.Name, x => x.GetProperties().Select(y => y.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name).ToHashSet());

        Assert.DoesNotContain(FieldRules.Table, x => models.GetValueOrDefault(x.Model)?.Contains(x.Field) != true);
        Assert.DoesNotContain(RequiredFields.Table, x => x.Fields.Any(y => models.GetValueOrDefault(x.Model)?.Contains(y) != true));
    }
}
