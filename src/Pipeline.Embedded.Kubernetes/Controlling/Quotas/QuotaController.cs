using k8s;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Quotas;

/// <summary>Says how much of a ResourceQuota is used. Refusing what goes beyond is the API server's part.</summary>
internal sealed class QuotaController(IClusterObjects objects) : IController
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    public string Name => "resourcequota-controller";

    public void Subscribe(ChangeFeed changes, WorkQueue queue) => changes.On<V1ResourceQuota>(x => queue.Add(ObjectKey.Of(x.Value)));

    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await objects.GetAsync<V1ResourceQuota>(key.NamespaceName, key.Name, cancellationToken) is not { } quota)
            return null;

        var pods = (await objects.ListAsync<V1Pod>(key.NamespaceName, cancellationToken)).Where(x => !x.IsFinished()).ToList();
        var used = new Dictionary<string, ResourceQuantity>();
        foreach (var resource in quota.Spec.Hard?.Keys ?? [])
        {
            if (QuotaUsage.OfPods(resource, pods) is { } ofPods)
                used[resource] = ofPods;
            else if (await CountAsync(resource, key.NamespaceName!, cancellationToken) is { } counted)
                used[resource] = counted;
        }

        var status = new V1ResourceQuotaStatus { Hard = quota.Spec.Hard, Used = used };
        if (!ObjectEquality.Same(status, quota.Status))
        {
            quota.Status = status;
            await objects.UpdateStatusAsync(quota, ManagerNames.Controllers, cancellationToken);
        }

        return Period;
    }

    private Task<ResourceQuantity?> CountAsync(string resource, string namespaceName, CancellationToken cancellationToken) => resource switch
    {
        "services" or "count/services" => CountAsync<V1Service>(namespaceName, _ => true, cancellationToken),
        "services.nodeports" => CountAsync<V1Service>(namespaceName, x => x.Spec.Type is "NodePort", cancellationToken),
        "services.loadbalancers" => CountAsync<V1Service>(namespaceName, x => x.Spec.Type is "LoadBalancer", cancellationToken),
        "configmaps" or "count/configmaps" => CountAsync<V1ConfigMap>(namespaceName, _ => true, cancellationToken),
        "secrets" or "count/secrets" => CountAsync<V1Secret>(namespaceName, _ => true, cancellationToken),
        "persistentvolumeclaims" or "count/persistentvolumeclaims" => CountAsync<V1PersistentVolumeClaim>(namespaceName, _ => true, cancellationToken),
        "count/deployments.apps" => CountAsync<V1Deployment>(namespaceName, _ => true, cancellationToken),
        "count/replicasets.apps" => CountAsync<V1ReplicaSet>(namespaceName, _ => true, cancellationToken),
        "count/statefulsets.apps" => CountAsync<V1StatefulSet>(namespaceName, _ => true, cancellationToken),
        "count/jobs.batch" => CountAsync<V1Job>(namespaceName, _ => true, cancellationToken),
        "count/cronjobs.batch" => CountAsync<V1CronJob>(namespaceName, _ => true, cancellationToken),
        "requests.storage" => StorageAsync(namespaceName, cancellationToken),
        _ => Task.FromResult<ResourceQuantity?>(null),
    };

    private async Task<ResourceQuantity?> CountAsync<T>(string namespaceName, Func<T, bool> which, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta> =>
        QuotaUsage.Count((await objects.ListAsync<T>(namespaceName, cancellationToken)).Count(which));

    private async Task<ResourceQuantity?> StorageAsync(string namespaceName, CancellationToken cancellationToken) =>
        QuotaUsage.Total((await objects.ListAsync<V1PersistentVolumeClaim>(namespaceName, cancellationToken)).Select(x => x.Spec.Resources?.Requests?.TryGetValue("storage", out var size) == true ? size : null).OfType<ResourceQuantity>());
}
