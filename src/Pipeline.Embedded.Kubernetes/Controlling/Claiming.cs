using k8s;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>Takes objects without a controller whose labels match, and lets go of its own whose labels don't any more.</summary>
internal sealed class Claiming(IClusterObjects objects)
{
    /// <summary>All that <paramref name="owner"/> controls afterwards.</summary>
    public async Task<List<T>> ClaimAsync<T>(IKubernetesObject<V1ObjectMeta> owner, V1OwnerReference reference, V1LabelSelector? selector, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var claimed = new List<T>();
        foreach (var item in await objects.ListAsync<T>(owner.Metadata.NamespaceProperty, cancellationToken))
        {
            var matches = selector.Matches(item.Metadata.Labels);
            if (item.IsControlledBy(owner))
            {
                if (matches)
                    claimed.Add(item);
                else if (owner.Metadata.DeletionTimestamp is null)
                    await ReleaseAsync(item, owner, cancellationToken);
            }
            else if (matches && item.Controller() is null && item.Metadata.DeletionTimestamp is null && owner.Metadata.DeletionTimestamp is null)
            {
                item.Metadata.OwnerReferences = [.. item.Metadata.OwnerReferences ?? [], reference];
                claimed.Add(await objects.UpdateAsync(item, ManagerNames.Controllers, cancellationToken));
            }
        }

        return claimed;
    }

    private Task<T> ReleaseAsync<T>(T item, IKubernetesObject<V1ObjectMeta> owner, CancellationToken cancellationToken) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        item.Metadata.OwnerReferences = [.. item.Metadata.OwnerReferences.Where(x => x.Uid != owner.Metadata.Uid)];
        return objects.UpdateAsync(item, ManagerNames.Controllers, cancellationToken);
    }
}
