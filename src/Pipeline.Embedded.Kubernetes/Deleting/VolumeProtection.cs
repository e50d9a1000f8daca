using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Deleting;

/// <summary>A claim goes when no pod uses it any more, a volume when no claim is bound to it.</summary>
internal sealed class VolumeProtection(ObjectStore store) : IStoreKeeper
{
    private const string Claims = "persistentvolumeclaims";
    private const string Volumes = "persistentvolumes";

    public void Keep(string table, ChangeNode change)
    {
        var value = change.After!;
        switch (table)
        {
            case Claims when !change.IsRemoval && value.IsBeingDeleted:
                ReleaseClaim(value);
                break;
            case Volumes when !change.IsRemoval && value.IsBeingDeleted:
                ReleaseVolume(value);
                break;
            case Claims when change.IsRemoval:
                foreach (var volume in store.Read(Volumes).Objects.In(null).Where(x => x.IsBeingDeleted))
                    ReleaseVolume(volume);
                break;
            case "pods" when change.IsRemoval || HasEnded(value):
                foreach (var claim in store.Read(Claims).Objects.In(value.NamespaceName).Where(x => x.IsBeingDeleted))
                    ReleaseClaim(claim);
                break;
        }
    }

    private void ReleaseClaim(StoredObject claim)
    {
        if (!store.Read(BuiltInTypes.Pods.StorageKey).Objects.In(claim.NamespaceName).Any(x => !HasEnded(x) && Uses(x, claim.Name)))
            Release(Claims, claim, "kubernetes.io/pvc-protection");
    }

    private void ReleaseVolume(StoredObject volume)
    {
        if (!store.Read(Claims).Objects.In(null).Any(x => ObjectMetadata.Text(x.Value["spec"] as JsonObject ?? [], "volumeName") == volume.Name))
            Release(Volumes, volume, "kubernetes.io/pv-protection");
    }

    private static bool HasEnded(StoredObject pod) => ObjectMetadata.Text(pod.Value["status"] as JsonObject ?? [], "phase") is "Succeeded" or "Failed";

    private static bool Uses(StoredObject pod, string claim) =>
        (pod.Value["spec"]?["volumes"] as JsonArray ?? []).Any(x => (string?)x?["persistentVolumeClaim"]?["claimName"] == claim);

    private void Release(string table, StoredObject known, string finalizer) => FinalizerRemoval.Remove(store, table, known, finalizer);
}
