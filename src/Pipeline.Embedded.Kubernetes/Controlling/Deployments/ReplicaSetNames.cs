namespace Pipeline.Embedded.Kubernetes.Controlling.Deployments;

/// <summary>The label by which a Deployment tells its ReplicaSets apart.</summary>
internal static class ReplicaSetNames
{
    public const string HashLabel = "pod-template-hash";
}
