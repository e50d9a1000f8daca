using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Defaults of pods and of what makes them.</summary>
internal static class PodDefaults
{
    /// <summary>A pod, with what only pods have and templates don't.</summary>
    public static void Pod(JsonObject value)
    {
        var spec = value.Ensure("spec");
        Spec(spec);
        spec.Default("enableServiceLinks", true);
        foreach (var container in spec.Objects("containers").Concat(spec.Objects("initContainers")))
        {
            RequestLimits(container);
            if (spec.Flag("hostNetwork") == true)
                UseHostPorts(container);
        }
    }

    /// <summary>A pod's template.</summary>
    public static void Template(JsonObject template) => Spec(template.Ensure("spec"));

    private static void Spec(JsonObject spec)
    {
        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("securityContext", new JsonObject());
        spec.Default("schedulerName", "default-scheduler");
        foreach (var container in spec.Objects("containers").Concat(spec.Objects("initContainers")).Concat(spec.Objects("ephemeralContainers")))
            ContainerDefaults.Container(container);
        foreach (var volume in spec.Objects("volumes"))
            VolumeDefaults.Volume(volume);
    }

    /// <summary>Where a pod's container has a limit and no request, it asks for its limit.</summary>
    private static void RequestLimits(JsonObject container)
    {
        if (container.Fields("resources") is not { } resources)
            return;
        foreach (var (name, limit) in resources.Entries("limits").ToArray())
            resources.Ensure("requests").Default(name, limit!.DeepClone());
    }

    private static void UseHostPorts(JsonObject container)
    {
        foreach (var port in container.Objects("ports"))
        {
            if (port["containerPort"] is { } number)
                port.Default("hostPort", number.DeepClone());
        }
    }
}
