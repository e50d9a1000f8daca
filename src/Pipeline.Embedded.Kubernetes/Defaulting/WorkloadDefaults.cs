using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Defaults of what keeps pods running.</summary>
internal static class WorkloadDefaults
{
    private const string Quarter = "25%";

    /// <summary>A Deployment.</summary>
    public static void Deployment(JsonObject value)
    {
        var spec = Replicated(value);
        var strategy = spec.Ensure("strategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            var rolling = strategy.Ensure("rollingUpdate");
            rolling.Default("maxUnavailable", Quarter);
            rolling.Default("maxSurge", Quarter);
        }
        spec.Default("revisionHistoryLimit", 10);
        spec.Default("progressDeadlineSeconds", 600);
    }

    /// <summary>A ReplicaSet.</summary>
    public static void ReplicaSet(JsonObject value) => Replicated(value);

    /// <summary>A ReplicationController, whose labels and selector are its template's.</summary>
    public static void ReplicationController(JsonObject value)
    {
        var spec = Replicated(value);
        if (spec.Fields("template").Fields("metadata").Fields("labels") is not { Count: > 0 } labels)
            return;
        if (spec.Fields("selector") is not { Count: > 0 })
            spec["selector"] = labels.DeepClone();
        if (value.Fields("metadata").Fields("labels") is not { Count: > 0 })
            value.Ensure("metadata")["labels"] = labels.DeepClone();
    }

    /// <summary>A StatefulSet.</summary>
    public static void StatefulSet(JsonObject value)
    {
        var spec = Replicated(value);
        spec.Default("podManagementPolicy", "OrderedReady");
        var strategy = spec.Ensure("updateStrategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
            strategy.Ensure("rollingUpdate").Default("partition", 0);
        spec.Default("revisionHistoryLimit", 10);
        var retention = spec.Ensure("persistentVolumeClaimRetentionPolicy");
        retention.Default("whenDeleted", "Retain");
        retention.Default("whenScaled", "Retain");
        foreach (var claim in spec.Objects("volumeClaimTemplates"))
        {
            claim.Default("apiVersion", "v1");
            claim.Default("kind", "PersistentVolumeClaim");
            StorageDefaults.Claim(claim);
        }
    }

    /// <summary>A DaemonSet.</summary>
    public static void DaemonSet(JsonObject value)
    {
        var spec = value.Ensure("spec");
        PodDefaults.Template(spec.Ensure("template"));
        var strategy = spec.Ensure("updateStrategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            var rolling = strategy.Ensure("rollingUpdate");
            rolling.Default("maxUnavailable", 1);
            rolling.Default("maxSurge", 0);
        }
        spec.Default("revisionHistoryLimit", 10);
    }

    private static JsonObject Replicated(JsonObject value)
    {
        var spec = value.Ensure("spec");
        PodDefaults.Template(spec.Ensure("template"));
        spec.Default("replicas", 1);
        return spec;
    }
}
