using Pipeline.Kubernetes.Diffing;

namespace Pipeline.Kubernetes.Tests.Diffing;

public sealed class LiveStateTests
{
    private const string Live = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, uid: u, resourceVersion: '1', generation: 1}, spec: {replicas: 2, paused: false}, status: {replicas: 1}}";

    [Theory]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, uid: u, resourceVersion: '9', generation: 1}, spec: {replicas: 2, paused: false}, status: {replicas: 2, readyReplicas: 2}}")]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, uid: u, generation: 1, annotations: {deployment.kubernetes.io/revision: '1'}, managedFields: [{time: t}]}, spec: {paused: false, replicas: 2}}")]
    public void What_moves_by_itself_is_no_change(string later) =>
        Assert.Equal(LiveState.Fingerprint(Objects.Parse(Live), isAutoscaled: false), LiveState.Fingerprint(Objects.Parse(later), isAutoscaled: false));

    [Theory]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, uid: u}, spec: {replicas: 3, paused: false}}")]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, uid: u2}, spec: {replicas: 2, paused: false}}")]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, uid: u, labels: {a: b}}, spec: {replicas: 2, paused: false}}")]
    public void What_somebody_changed_is_one(string later) =>
        Assert.NotEqual(LiveState.Fingerprint(Objects.Parse(Live), isAutoscaled: false), LiveState.Fingerprint(Objects.Parse(later), isAutoscaled: false));

    [Fact]
    public void An_autoscalers_replicas_are_no_change() => Assert.Equal(
        LiveState.Fingerprint(Objects.Parse(Live), isAutoscaled: true),
        LiveState.Fingerprint(Objects.Parse(Live.Replace("replicas: 2", "replicas: 7", StringComparison.Ordinal)), isAutoscaled: true));
}
