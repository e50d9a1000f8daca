using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of a container.</summary>
internal static class ContainerRules
{
    /// <summary>The whole container.</summary>
    public static void Check(FieldErrors errors, JsonObject container, string path, IReadOnlySet<string> volumes)
    {
        if (container.Text("name") is not { Length: > 0 } name)
            errors.Required($"{path}.name");
        else
            errors.Check($"{path}.name", name, NameRules.Label(name));
        if (container.Text("image") is not { Length: > 0 } image)
            errors.Required($"{path}.image");
        else if (image.Trim() != image)
            errors.Invalid($"{path}.image", image, "must not have leading or trailing whitespace");
        ProbeRules.Check(errors, container, path);
        errors.RequiredOneOf(container, path, "terminationMessagePolicy", "FallbackToLogsOnError", "File");
        Ports(errors, container, path);
        VariableRules.Check(errors, container, path);
        VolumeRules.Mounts(errors, container, path, volumes);
        errors.RequiredOneOf(container, path, "imagePullPolicy", "Always", "IfNotPresent", "Never");
        ResourceRules.Check(errors, container.Fields("resources"), $"{path}.resources");
        SecurityContext(errors, container.Fields("securityContext"), $"{path}.securityContext");
    }

    /// <summary>A user's or group's number.</summary>
    public static void Identity(FieldErrors errors, JsonObject? context, string path, string name)
    {
        if (context.Whole(name) is { } number and (< 0 or > int.MaxValue))
            errors.Invalid($"{path}.{name}", number, "must be between 0 and 2147483647, inclusive");
    }

    /// <summary>A seccomp profile.</summary>
    public static void Seccomp(FieldErrors errors, JsonObject? context, string path)
    {
        if (context.Fields("seccompProfile") is not { } profile)
            return;
        var place = $"{path}.seccompProfile";
        switch (profile.Text("type"))
        {
            case "Localhost":
                if (profile.Text("localhostProfile") is not { Length: > 0 })
                    errors.Required($"{place}.localhostProfile", "must be set when seccomp type is Localhost");
                break;
            case "RuntimeDefault" or "Unconfined":
                if (profile["localhostProfile"] is not null)
                    errors.Invalid($"{place}.localhostProfile", profile["localhostProfile"], "can only be set when seccomp type is Localhost");
                break;
            case null or "":
                errors.Required($"{place}.type", "type is required when seccompProfile is set");
                break;
            case var other:
                errors.NotSupported($"{place}.type", other, "Localhost", "RuntimeDefault", "Unconfined");
                break;
        }
    }

    private static void Ports(FieldErrors errors, JsonObject container, string path)
    {
        var names = new HashSet<string>();
        foreach (var (port, index) in container.Objects("ports").Select((port, index) => (port, index)))
        {
            var place = $"{path}.ports[{index}]";
            if (port.Text("name") is { Length: > 0 } name)
            {
                var mistakes = NameRules.Port(name).ToArray();
                errors.Check($"{place}.name", name, mistakes);
                if (mistakes.Length == 0 && !names.Add(name))
                    errors.Duplicate($"{place}.name", name);
            }
            if ((port.Whole("containerPort") ?? 0) is var number && number == 0)
                errors.Required($"{place}.containerPort");
            else
                errors.Port($"{place}.containerPort", number);
            if (port.Whole("hostPort") is { } hostPort && hostPort != 0)
                errors.Port($"{place}.hostPort", hostPort);
            errors.RequiredOneOf(port, place, "protocol", "SCTP", "TCP", "UDP");
        }
    }

    private static void SecurityContext(FieldErrors errors, JsonObject? context, string path)
    {
        if (context is null)
            return;
        Identity(errors, context, path, "runAsUser");
        Identity(errors, context, path, "runAsGroup");
        Seccomp(errors, context, path);
        if (context.Flag("allowPrivilegeEscalation") == false)
        {
            if (context.Flag("privileged") == true)
                errors.Invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
            if (context.Fields("capabilities").Items("add").Any(capability => capability.AsText() == "CAP_SYS_ADMIN"))
                errors.Invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
        }
    }
}
