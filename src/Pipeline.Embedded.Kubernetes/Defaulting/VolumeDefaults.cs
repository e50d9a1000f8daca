using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Defaults of pods' volumes.</summary>
internal static class VolumeDefaults
{
    // 0644.
    private const int FileMode = 420;

    /// <summary>A volume; one of no kind is an empty folder.</summary>
    public static void Volume(JsonObject volume)
    {
        if (volume.All(field => field.Key == "name"))
            volume["emptyDir"] = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["secret", "configMap", "downwardAPI", "projected"])
            volume.Fields(name)?.Default("defaultMode", FileMode);
        volume.Fields("hostPath")?.Default("type", "");
        volume.Fields("iscsi")?.Default("iscsiInterface", "default");
        volume.Fields("ephemeral").Fields("volumeClaimTemplate").Fields("spec")?.Default("volumeMode", "Filesystem");
        FieldReferences(volume.Fields("downwardAPI"));
        if (volume.Fields("rbd") is { } rbd)
        {
            rbd.Default("pool", "rbd");
            rbd.Default("user", "admin");
            rbd.Default("keyring", "/etc/ceph/keyring");
        }
        if (volume.Fields("azureDisk") is { } disk)
        {
            disk.Default("cachingMode", "ReadWrite");
            disk.Default("kind", "Shared");
            disk.Default("fsType", "ext4");
            disk.Default("readOnly", false);
        }
        foreach (var source in volume.Fields("projected").Objects("sources"))
        {
            source.Fields("serviceAccountToken")?.Default("expirationSeconds", 3600);
            FieldReferences(source.Fields("downwardAPI"));
        }
    }

    private static void FieldReferences(JsonObject? files)
    {
        foreach (var file in files.Objects("items"))
            file.Fields("fieldRef")?.Default("apiVersion", "v1");
    }
}
