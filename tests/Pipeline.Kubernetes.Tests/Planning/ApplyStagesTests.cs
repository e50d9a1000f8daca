using Pipeline.Kubernetes.Planning;

namespace Pipeline.Kubernetes.Tests.Planning;

public sealed class ApplyStagesTests
{
    [Fact]
    public void Each_stage_comes_after_what_it_needs()
    {
        string[] kinds =
        [
            "v1 Namespace", "apiextensions.k8s.io/v1 CustomResourceDefinition", "scheduling.k8s.io/v1 PriorityClass", "v1 ServiceAccount", "rbac.authorization.k8s.io/v1 RoleBinding",
            "v1 ConfigMap", "v1 PersistentVolumeClaim", "networking.k8s.io/v1 NetworkPolicy", "v1 Service", "apps/v1 Deployment", "batch/v1 Job", "autoscaling/v2 HorizontalPodAutoscaler",
            "policy/v1 PodDisruptionBudget", "networking.k8s.io/v1 Ingress", "cert-manager.io/v1 Certificate",
        ];

        var stages = kinds.Select(x => ApplyStages.Of(new ObjectReference(x.Split(' ')[0], x.Split(' ')[1], "n", "x"))).ToList();

        Assert.Equal(
            [ApplyStage.Namespaces, ApplyStage.Definitions, ApplyStage.Classes, ApplyStage.Access, ApplyStage.Access, ApplyStage.Configuration, ApplyStage.Configuration, ApplyStage.Configuration,
             ApplyStage.Services, ApplyStage.Workloads, ApplyStage.Workloads, ApplyStage.Rest, ApplyStage.Rest, ApplyStage.Rest, ApplyStage.Rest],
            stages);
        Assert.Equal(stages.Order(), stages);
    }
}
