using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Admitting;

/// <summary>What the Pod Security Standard "restricted" asks for beyond "baseline": current hardening practice.</summary>
internal static class RestrictedStandard
{
    private static readonly string[] s_volumes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    public static IEnumerable<string> Violations(JsonObject spec)
    {
        var escalating = BaselineStandard.Names(spec, x => PodParts.Part(x, "securityContext") is not { } context || !PodParts.Is(context, "allowPrivilegeEscalation", false));
        if (escalating.Count > 0)
            yield return $"allowPrivilegeEscalation != false ({BaselineStandard.Quoted(escalating)} must set securityContext.allowPrivilegeEscalation=false)";
        if (Capabilities(spec) is { } capabilities)
            yield return capabilities;
        var volumes = PodParts.Items(spec, "volumes").Where(x => !x.Any(member => s_volumes.Contains(member.Key)) && x.Count > 1).ToList();
        if (volumes.Count > 0)
        {
            var types = volumes.Select(x => x.First(member => member.Key != "name").Key).Distinct().Select(x => $"\"{x}\"").ToList();
            yield return $"restricted volume types ({(volumes.Count == 1 ? "volume" : "volumes")} {string.Join(", ", volumes.Select(x => $"\"{BaselineStandard.Name(x)}\""))} {(volumes.Count == 1 ? "uses" : "use")} restricted volume {(types.Count == 1 ? "type" : "types")} {string.Join(", ", types)})";
        }

        if (NonRoot(spec) is { } nonRoot)
            yield return nonRoot;
        var roots = BaselineStandard.Names(spec, x => PodParts.Part(x, "securityContext") is { } context && context["runAsUser"] is not null && ObjectMetadata.Number(context, "runAsUser") == 0);
        if (PodParts.Part(spec, "securityContext") is { } pod && pod["runAsUser"] is not null && ObjectMetadata.Number(pod, "runAsUser") == 0)
            yield return "runAsUser=0 (pod must not set runAsUser=0)";
        else if (roots.Count > 0)
            yield return $"runAsUser=0 ({BaselineStandard.Quoted(roots)} must not set runAsUser=0)";
        if (Seccomp(spec) is { } seccomp)
            yield return seccomp;
    }

    private static string? Capabilities(JsonObject spec)
    {
        var undropped = BaselineStandard.Names(spec, x => PodParts.Part(x, "securityContext", "capabilities") is not { } capabilities || !ObjectMetadata.Names(capabilities, "drop").Contains("ALL"));
        var adding = PodParts.Containers(spec).Where(x => BaselineStandard.Added(x).Any(name => name != "NET_BIND_SERVICE")).ToList();
        var parts = new List<string>();
        if (undropped.Count > 0)
            parts.Add($"{BaselineStandard.Quoted(undropped)} must set securityContext.capabilities.drop=[\"ALL\"]");
        if (adding.Count > 0)
        {
            var names = adding.SelectMany(BaselineStandard.Added).Where(x => x != "NET_BIND_SERVICE").Distinct().Order(StringComparer.Ordinal).Select(x => $"\"{x}\"");
            parts.Add($"{BaselineStandard.Quoted([.. adding.Select(BaselineStandard.Name)])} must not include {string.Join(", ", names)} in securityContext.capabilities.add");
        }

        return parts.Count == 0 ? null : $"unrestricted capabilities ({string.Join("; ", parts)})";
    }

    private static string? NonRoot(JsonObject spec)
    {
        var pod = PodParts.Part(spec, "securityContext");
        if (pod is not null && PodParts.Is(pod, "runAsNonRoot", false))
            return "runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)";
        var isPodNonRoot = pod is not null && PodParts.Is(pod, "runAsNonRoot", true);
        var refusing = BaselineStandard.Names(spec, x => PodParts.Part(x, "securityContext") is { } context && PodParts.Is(context, "runAsNonRoot", false));
        if (refusing.Count > 0)
            return $"runAsNonRoot != true ({BaselineStandard.Quoted(refusing)} must not set securityContext.runAsNonRoot=false)";
        var silent = BaselineStandard.Names(spec, x => PodParts.Part(x, "securityContext") is not { } context || !PodParts.Is(context, "runAsNonRoot", true));
        return isPodNonRoot || silent.Count == 0 ? null : $"runAsNonRoot != true (pod or {BaselineStandard.Quoted(silent)} must set securityContext.runAsNonRoot=true)";
    }

    private static string? Seccomp(JsonObject spec)
    {
        if (BaselineStandard.Profile(spec) is "RuntimeDefault" or "Localhost")
            return null;
        var silent = BaselineStandard.Names(spec, x => BaselineStandard.Profile(x) is not ("RuntimeDefault" or "Localhost"));
        return silent.Count == 0 ? null : $"seccompProfile (pod or {BaselineStandard.Quoted(silent)} must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")";
    }
}
