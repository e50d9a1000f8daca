using Pipeline.Kubernetes.Planning;

namespace Pipeline.Kubernetes.Tests.Planning;

public sealed class AutoscalingTests
{
    private const string Body = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2, paused: false}}";

    private static string? Replicas(string? live) => Autoscaling.Adapt(Objects.Parse(Body), live is null ? null : Objects.Parse(live), "pipeline").At("spec", "replicas")?.ToJsonString();

    private static string Live(string managedFields) => $"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: web, managedFields: {managedFields}}}, spec: {{replicas: 5}}}}";

    [Fact]
    public void A_workload_is_made_with_the_sets_replicas() => Assert.Equal("2", Replicas(null));

    [Fact]
    public void Replicas_that_the_autoscaler_owns_are_left_out() =>
        Assert.Null(Replicas(Live("[{manager: kube-controller-manager, operation: Update, subresource: scale, fieldsV1: {'f:spec': {'f:replicas': {}}}}]")));

    [Fact]
    public void Replicas_that_only_we_own_stay_as_they_are_so_that_the_server_does_not_set_them_to_one() =>
        Assert.Equal("5", Replicas(Live("[{manager: pipeline, operation: Apply, fieldsV1: {'f:spec': {'f:replicas': {}}}}]")));
}
