using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Autoscaling;

/// <summary>Reads and sets the number of replicas of a Deployment, StatefulSet or ReplicaSet.</summary>
internal sealed class ScaleTargets(IClusterObjects objects)
{
    /// <summary>The wanted and the actual number; null where there is no such object.</summary>
    public async Task<(int Wanted, int Actual)?> ReadAsync(string? namespaceName, string kind, string name, CancellationToken cancellationToken) => kind switch
    {
        "Deployment" => await objects.GetAsync<V1Deployment>(namespaceName, name, cancellationToken) is { } x ? (x.Spec.Replicas ?? 1, x.Status?.Replicas ?? 0) : null,
        "StatefulSet" => await objects.GetAsync<V1StatefulSet>(namespaceName, name, cancellationToken) is { } x ? (x.Spec.Replicas ?? 1, x.Status?.Replicas ?? 0) : null,
        "ReplicaSet" => await objects.GetAsync<V1ReplicaSet>(namespaceName, name, cancellationToken) is { } x ? (x.Spec.Replicas ?? 1, x.Status?.Replicas ?? 0) : null,
        _ => null,
    };

    public async Task SetAsync(string? namespaceName, string kind, string name, int replicas, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case "Deployment" when await objects.GetAsync<V1Deployment>(namespaceName, name, cancellationToken) is { } deployment:
                deployment.Spec.Replicas = replicas;
                await objects.UpdateAsync(deployment, ManagerNames.Controllers, cancellationToken);
                break;
            case "StatefulSet" when await objects.GetAsync<V1StatefulSet>(namespaceName, name, cancellationToken) is { } set:
                set.Spec.Replicas = replicas;
                await objects.UpdateAsync(set, ManagerNames.Controllers, cancellationToken);
                break;
            case "ReplicaSet" when await objects.GetAsync<V1ReplicaSet>(namespaceName, name, cancellationToken) is { } replicaSet:
                replicaSet.Spec.Replicas = replicas;
                await objects.UpdateAsync(replicaSet, ManagerNames.Controllers, cancellationToken);
                break;
            default:
                break;
        }
    }
}
