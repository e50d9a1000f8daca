using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of a pod's spec, in a pod or in a template.</summary>
internal static class PodSpecRules
{
    /// <summary>The whole spec.</summary>
    public static void Check(FieldErrors errors, JsonObject? spec, string path)
    {
        VolumeRules.Check(errors, spec, path);
        Containers(errors, spec, path);
        errors.RequiredOneOf(spec, path, "restartPolicy", "Always", "OnFailure", "Never");
        errors.RequiredOneOf(spec, path, "dnsPolicy", "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        errors.NotNegative(spec, path, "terminationGracePeriodSeconds");
        if (spec.Whole("activeDeadlineSeconds") is { } deadline and (< 1 or > int.MaxValue))
            errors.Invalid($"{path}.activeDeadlineSeconds", deadline, "must be between 1 and 2147483647, inclusive");
        MetadataRules.Labels(errors, spec.Fields("nodeSelector"), $"{path}.nodeSelector");
        Name(errors, spec, path, "serviceAccountName", NameRules.Subdomain);
        Name(errors, spec, path, "nodeName", NameRules.Subdomain);
        Name(errors, spec, path, "priorityClassName", NameRules.Subdomain);
        Name(errors, spec, path, "runtimeClassName", NameRules.Subdomain);
        Name(errors, spec, path, "hostname", NameRules.Label);
        Name(errors, spec, path, "subdomain", NameRules.Label);
        SchedulingRules.Check(errors, spec, path);
        SecurityContext(errors, spec.Fields("securityContext"), $"{path}.securityContext");
    }

    private static void Containers(FieldErrors errors, JsonObject? spec, string path)
    {
        var volumes = spec.Objects("volumes").Select(volume => volume.Text("name") ?? "").ToHashSet();
        var names = new HashSet<string>();
        if (!spec.Items("containers").Any())
            errors.Required($"{path}.containers");
        foreach (var sort in (ReadOnlySpan<string>)["containers", "initContainers", "ephemeralContainers"])
        {
            var index = 0;
            foreach (var container in spec.Objects(sort))
            {
                var place = $"{path}.{sort}[{index++}]";
                ContainerRules.Check(errors, container, place, volumes);
                if (container.Text("name") is { Length: > 0 } name && !names.Add(name))
                    errors.Duplicate($"{place}.name", name);
                if (sort == "initContainers" && container.Text("restartPolicy") != "Always")
                    NotForInit(errors, container, place);
            }
        }
        HostPorts(errors, spec, path);
    }

    private static void NotForInit(FieldErrors errors, JsonObject container, string path)
    {
        foreach (var name in (ReadOnlySpan<string>)["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container[name] is not null)
                errors.Forbidden($"{path}.{name}", "may not be set for init containers without restartPolicy=Always");
        }
    }

    private static void HostPorts(FieldErrors errors, JsonObject? spec, string path)
    {
        var taken = new HashSet<string>();
        foreach (var (container, index) in spec.Objects("containers").Select((container, index) => (container, index)))
        {
            foreach (var (port, at) in container.Objects("ports").Select((port, at) => (port, at)))
            {
                if (port.Whole("hostPort") is not { } number || number == 0)
                    continue;
                var place = $"{path}.containers[{index}].ports[{at}]";
                if (spec.Flag("hostNetwork") == true && number != port.Whole("containerPort"))
                    errors.Invalid($"{place}.containerPort", port["containerPort"], "must match `hostPort` when `hostNetwork` is true");
                var claim = $"{port.Text("protocol")}/{port.Text("hostIP")}/{number}";
                if (!taken.Add(claim))
                    errors.Duplicate($"{place}.hostPort", claim);
            }
        }
    }

    private static void SecurityContext(FieldErrors errors, JsonObject? context, string path)
    {
        foreach (var name in (ReadOnlySpan<string>)["runAsUser", "runAsGroup", "fsGroup"])
            ContainerRules.Identity(errors, context, path, name);
        ContainerRules.Seccomp(errors, context, path);
        errors.OneOf(context, path, "fsGroupChangePolicy", "Always", "OnRootMismatch");
    }

    private static void Name(FieldErrors errors, JsonObject? spec, string path, string field, Func<string, IEnumerable<string>> rule)
    {
        if (spec.Text(field) is { Length: > 0 } name)
            errors.Check($"{path}.{field}", name, rule(name));
    }
}
