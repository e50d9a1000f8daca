using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Admitting;

/// <summary>The Pod Security Standard "baseline": no known privilege escalations.</summary>
internal static class BaselineStandard
{
    private static readonly string[] s_capabilities =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ];

    public static IEnumerable<string> Violations(JsonObject spec)
    {
        var namespaces = ((string[])["hostNetwork", "hostPID", "hostIPC"]).Where(x => PodParts.Is(spec, x, true)).Select(x => $"{x}=true").ToList();
        if (namespaces.Count > 0)
            yield return $"host namespaces ({string.Join(", ", namespaces)})";
        var privileged = Names(spec, x => PodParts.Part(x, "securityContext") is { } context && PodParts.Is(context, "privileged", true));
        if (privileged.Count > 0)
            yield return $"privileged ({Quoted(privileged)} must not set securityContext.privileged=true)";
        foreach (var container in PodParts.Containers(spec))
        {
            var added = Added(container).Except(s_capabilities).ToList();
            if (added.Count > 0)
                yield return $"non-default capabilities ({Quoted([Name(container)])} must not include {string.Join(", ", added.Select(x => $"\"{x}\""))} in securityContext.capabilities.add)";
        }

        var paths = PodParts.Items(spec, "volumes").Where(x => x["hostPath"] is not null).Select(Name).ToList();
        if (paths.Count > 0)
            yield return $"hostPath volumes ({(paths.Count == 1 ? "volume" : "volumes")} {string.Join(", ", paths.Select(x => $"\"{x}\""))})";
        var ports = PodParts.Containers(spec).SelectMany(x => PodParts.Items(x, "ports").Select(port => (Name(x), Port: ObjectMetadata.Number(port, "hostPort")))).Where(x => x.Port != 0).ToList();
        if (ports.Count > 0)
            yield return $"hostPort ({Quoted([.. ports.Select(x => x.Item1).Distinct()])} {(ports.Count == 1 ? "uses hostPort" : "use hostPorts")} {string.Join(", ", ports.Select(x => x.Port))})";
        if (Profile(spec) == "Unconfined")
            yield return "seccompProfile (pod must not set securityContext.seccompProfile.type to \"Unconfined\")";
        var unconfined = Names(spec, x => Profile(x) == "Unconfined");
        if (unconfined.Count > 0)
            yield return $"seccompProfile ({Quoted(unconfined)} must not set securityContext.seccompProfile.type to \"Unconfined\")";
    }

    public static IEnumerable<string> Added(JsonObject container) =>
        PodParts.Part(container, "securityContext", "capabilities") is { } capabilities ? ObjectMetadata.Names(capabilities, "add") : [];

    /// <summary>The seccomp profile that a pod or a container asks for.</summary>
    public static string? Profile(JsonObject value) =>
        PodParts.Part(value, "securityContext", "seccompProfile") is { } profile ? ObjectMetadata.Text(profile, "type") : null;

    public static IReadOnlyList<string> Names(JsonObject spec, Func<JsonObject, bool> isMeant) => [.. PodParts.Containers(spec).Where(isMeant).Select(Name)];

    /// <summary><c>container "a"</c>, <c>containers "a", "b"</c>.</summary>
    public static string Quoted(IReadOnlyList<string> names) =>
        $"{(names.Count == 1 ? "container" : "containers")} {string.Join(", ", names.Select(x => $"\"{x}\""))}";

    public static string Name(JsonObject value) => ObjectMetadata.Text(value, "name") ?? "";
}
