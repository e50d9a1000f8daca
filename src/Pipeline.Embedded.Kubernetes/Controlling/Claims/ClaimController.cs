using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Claims;

/// <summary>Binds every claim at once to a volume of its own, a folder on this machine, whatever its storage class. Claims that name a volume get that one.</summary>
internal sealed class ClaimController(IClusterObjects objects, string volumesDirectory) : IController
{
    private const string BindCompleted = "pv.kubernetes.io/bind-completed";
    private const string BoundByController = "pv.kubernetes.io/bound-by-controller";

    public string Name => "persistentvolume-controller";

    public void Subscribe(ChangeFeed changes, WorkQueue queue) => changes.On<V1PersistentVolumeClaim>(x => queue.Add(ObjectKey.Of(x.Value)));

    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var claim = await objects.GetAsync<V1PersistentVolumeClaim>(key.NamespaceName, key.Name, cancellationToken);
        if (claim is null)
        {
            await ReclaimAsync(key, cancellationToken);
            return null;
        }

        if (claim.Metadata.DeletionTimestamp is not null || claim.Status?.Phase == "Bound")
            return null;

        var volume = await VolumeAsync(claim, cancellationToken);
        if (claim.Spec.VolumeName != volume.Metadata.Name || claim.Metadata.Annotations?.ContainsKey(BindCompleted) != true)
        {
            claim.Spec.VolumeName = volume.Metadata.Name;
            claim.Metadata.Annotations = new Dictionary<string, string>(claim.Metadata.Annotations ?? new Dictionary<string, string>()) { [BindCompleted] = "yes", [BoundByController] = "yes" };
            claim = await objects.UpdateAsync(claim, ManagerNames.Controllers, cancellationToken);
        }

        claim.Status = new V1PersistentVolumeClaimStatus { Phase = "Bound", AccessModes = claim.Spec.AccessModes, Capacity = volume.Spec.Capacity };
        await objects.UpdateStatusAsync(claim, ManagerNames.Controllers, cancellationToken);
        return null;
    }

    private async Task<V1PersistentVolume> VolumeAsync(V1PersistentVolumeClaim claim, CancellationToken cancellationToken)
    {
        var name = string.IsNullOrEmpty(claim.Spec.VolumeName) ? $"pvc-{claim.Metadata.Uid}" : claim.Spec.VolumeName;
        var volume = await objects.GetAsync<V1PersistentVolume>(null, name, cancellationToken) ?? await objects.CreateAsync(
            new V1PersistentVolume
            {
                ApiVersion = "v1",
                Kind = "PersistentVolume",
                Metadata = new V1ObjectMeta { Name = name },
                Spec = new V1PersistentVolumeSpec
                {
                    AccessModes = claim.Spec.AccessModes,
                    Capacity = claim.Spec.Resources?.Requests,
                    ClaimRef = new V1ObjectReference { ApiVersion = "v1", Kind = "PersistentVolumeClaim", Name = claim.Metadata.Name, NamespaceProperty = claim.Metadata.NamespaceProperty, Uid = claim.Metadata.Uid },
                    HostPath = new V1HostPathVolumeSource { Path = Path.Combine(volumesDirectory, name), Type = "DirectoryOrCreate" },
                    PersistentVolumeReclaimPolicy = "Delete",
                    StorageClassName = claim.Spec.StorageClassName,
                    VolumeMode = claim.Spec.VolumeMode ?? "Filesystem",
                },
            },
            ManagerNames.Controllers,
            cancellationToken);
        if (volume.Status?.Phase == "Bound")
            return volume;

        volume.Status = new V1PersistentVolumeStatus { Phase = "Bound" };
        return await objects.UpdateStatusAsync(volume, ManagerNames.Controllers, cancellationToken);
    }

    private async Task ReclaimAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var volumes = await objects.ListAsync<V1PersistentVolume>(null, cancellationToken);
        foreach (var volume in volumes.Where(x => x.Spec.ClaimRef is { } claim && claim.Name == key.Name && claim.NamespaceProperty == key.NamespaceName && x.Spec.PersistentVolumeReclaimPolicy == "Delete"))
        {
            await objects.DeleteAsync<V1PersistentVolume>(null, volume.Metadata.Name, "Background", null, cancellationToken);
            var directory = Path.Combine(volumesDirectory, volume.Metadata.Name);
            if (volume.Spec.HostPath?.Path == directory && Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
        }
    }
}
