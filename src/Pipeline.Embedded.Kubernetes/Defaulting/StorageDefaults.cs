using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Defaults of storage.</summary>
internal static class StorageDefaults
{
    /// <summary>A PersistentVolumeClaim.</summary>
    public static void Claim(JsonObject value)
    {
        value.Ensure("spec").Default("volumeMode", "Filesystem");
        value.Ensure("status").Default("phase", "Pending");
    }

    /// <summary>A PersistentVolume.</summary>
    public static void Volume(JsonObject value)
    {
        var spec = value.Ensure("spec");
        spec.Default("persistentVolumeReclaimPolicy", "Retain");
        spec.Default("volumeMode", "Filesystem");
        spec.Fields("hostPath")?.Default("type", "");
        spec.Fields("iscsi")?.Default("iscsiInterface", "default");
        value.Ensure("status").Default("phase", "Pending");
    }

    /// <summary>A StorageClass.</summary>
    public static void Class(JsonObject value)
    {
        value.Default("reclaimPolicy", "Delete");
        value.Default("volumeBindingMode", "Immediate");
    }
}
