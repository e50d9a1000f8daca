using Pipeline.Embedded.Kubernetes.Defaulting;
using Pipeline.Embedded.Kubernetes.Tests.Ownership;

namespace Pipeline.Embedded.Kubernetes.Tests.Defaulting;

public class PreparationTests
{
    [Theory]
    [InlineData("[{name: a}]", "BestEffort")]
    [InlineData("[{name: a, resources: {requests: {cpu: 1}}}]", "Burstable")]
    [InlineData("[{name: a, resources: {limits: {cpu: 1, memory: 1Gi}}}]", "Guaranteed")]
    [InlineData("[{name: a, resources: {limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 1, memory: 512Mi}}}]", "Burstable")]
    [InlineData("[{name: a, resources: {limits: {cpu: 1, memory: 1Gi}}}, {name: b}]", "Burstable")]
    public void A_pod_has_a_class_of_service(string containers, string expected)
    {
        var pod = Yaml.Read($"{{apiVersion: v1, kind: Pod, metadata: {{name: p}}, spec: {{containers: {containers}}}}}");
        Defaults.Apply(pod);

        Preparation.ForCreate(pod);

        Assert.Equal(expected, $"{pod["status"]!["qosClass"]}");
    }

    [Fact]
    public void A_pod_that_tolerates_everything_gets_no_more_tolerations()
    {
        var pod = Yaml.Read("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [], tolerations: [{operator: Exists}]}}");

        Preparation.ForCreate(pod);

        Assert.Single(pod["spec"]!["tolerations"]!.AsArray());
    }

    [Fact]
    public void A_job_that_selects_by_hand_keeps_its_selector()
    {
        var job = Yaml.Read("{apiVersion: batch/v1, kind: Job, metadata: {name: j, uid: u}, spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}}}}");

        Preparation.ForCreate(job);

        Assert.Equal("""{"matchLabels":{"a":"b"}}""", job["spec"]!["selector"]!.ToJsonString());
    }

    [Fact]
    public void An_update_of_a_service_keeps_what_it_was_given()
    {
        var old = Yaml.Read("{apiVersion: v1, kind: Service, spec: {type: NodePort, clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv4], ipFamilyPolicy: SingleStack, ports: [{port: 80, protocol: TCP, nodePort: 30001}]}}");
        var value = Yaml.Read("{apiVersion: v1, kind: Service, spec: {type: NodePort, ports: [{port: 80, protocol: TCP}, {port: 81, protocol: TCP}]}}");

        Preparation.ForUpdate(value, old);

        Assert.Empty(Difference.Between(
            Yaml.Read("{type: NodePort, ports: [{port: 80, protocol: TCP, nodePort: 30001}, {port: 81, protocol: TCP}], clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv4], ipFamilyPolicy: SingleStack}"), value["spec"]));
    }
}
