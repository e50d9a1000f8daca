using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating.Checks;

/// <summary>What objects without pods refer to: Services, ports, Secrets of certificates, roles and accounts.</summary>
internal sealed class ReferenceCheck(ManifestSet set, ExternalObjects external)
{
    // Made by the API server at its start (https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings).
    private static readonly string[] BuiltInRoles = ["cluster-admin", "admin", "edit", "view"];

    public IEnumerable<Hit> Check(ManifestObject item) => (item.Group, item.Kind) switch
    {
        ("", "Service") => Service(item),
        ("networking.k8s.io", "Ingress") => Ingress(item),
        ("networking.k8s.io", "NetworkPolicy") => NetworkPolicy(item),
        ("rbac.authorization.k8s.io", "RoleBinding" or "ClusterRoleBinding") => Binding(item),
        ("apps", "StatefulSet") when item.Body.At("spec").Text("serviceName") is { Length: > 0 } name => Missing(item, "Service", item.Namespace, name, item.Body.At("spec", "serviceName")),
        _ => [],
    };

    private IEnumerable<Hit> Service(ManifestObject item)
    {
        if (item.Body.At("spec").Map("selector") is not { Count: > 0 } selector)
            yield break;
        var workloads = set.WorkloadsIn(item.Namespace ?? "").Where(x => Selector.MatchesAll(selector, x.Labels)).ToList();
        foreach (var port in item.Body.At("spec").Maps("ports").Select(x => x.At("targetPort")))
        {
            foreach (var workload in workloads.Where(x => port.AsText() is { Length: > 0 } name && !HasPort(x, name)))
                yield return Hit.At(ValidityRules.MissingReference, item, port, $"the pods of {workload} have no port '{port.AsText()}'.");
        }
    }

    private IEnumerable<Hit> NetworkPolicy(ManifestObject item)
    {
        var selected = set.WorkloadsIn(item.Namespace ?? "").Where(x => Selector.Matches(item.Body.At("spec", "podSelector"), x.Labels)).ToList();
        // The names in egress rules are those of the other side's pods.
        foreach (var port in item.Body.At("spec").Maps("ingress").SelectMany(x => x.Maps("ports")).Select(x => x.At("port")))
        {
            if (port.AsText() is { Length: > 0 } name && selected.Count > 0 && !selected.Exists(x => HasPort(x, name)))
                yield return Hit.At(ValidityRules.MissingReference, item, port, $"none of the pods that the policy is for has a port '{name}'.");
        }
    }

    private IEnumerable<Hit> Ingress(ManifestObject item)
    {
        var spec = item.Body.At("spec");
        var backends = spec.Maps("rules").SelectMany(x => x.At("http").Maps("paths")).Select(x => x.At("backend")).Append(spec.At("defaultBackend"));
        foreach (var backend in backends.Select(x => x.Map("service")).OfType<JsonObject>())
        {
            if (backend.Text("name") is not { } name || external.Contains(item, "Service", name))
                continue;
            var port = backend.At("port");
            if (set.Find("Service", item.Namespace, name) is not { } service)
                yield return Hit.At(ValidityRules.MissingReference, item, backend.At("name"), $"there is no Service '{name}' among the manifests.");
            else if ((port.Has("name") || port.Has("number")) && !service.Body.At("spec").Maps("ports").Any(x => port.Text("name") is { } wanted ? x.Text("name") == wanted : x.Whole("port") == port.Whole("number")))
                yield return Hit.At(ValidityRules.MissingReference, item, port, $"the Service '{name}' has no port {port.Text("name") ?? port.Whole("number")?.ToString(System.Globalization.CultureInfo.InvariantCulture)}.");
        }

        // cert-manager makes the Secret that an annotated Ingress names.
        if (item.Body.At("metadata", "annotations").Texts().Any(x => x.Key is "cert-manager.io/cluster-issuer" or "cert-manager.io/issuer"))
            yield break;
        foreach (var secret in spec.Maps("tls").Select(x => x.At("secretName")))
        {
            foreach (var hit in Missing(item, "Secret", item.Namespace, secret.AsText(), secret))
                yield return hit;
        }
    }

    private IEnumerable<Hit> Binding(ManifestObject item)
    {
        var role = item.Body.At("roleRef");
        var kind = role.Text("kind") ?? "";
        var name = role.Text("name") ?? "";
        var isBuiltIn = kind == "ClusterRole" && (BuiltInRoles.Contains(name) || name.StartsWith("system:", StringComparison.Ordinal));
        var roles = isBuiltIn ? [] : Missing(item, kind, kind == "Role" ? item.Namespace : null, name, role.At("name"));
        return roles.Concat(item.Body.Maps("subjects").Where(x => x.Text("kind") == "ServiceAccount" && x.Text("name") != "default")
            .SelectMany(x => Missing(item, "ServiceAccount", x.Text("namespace") ?? item.Namespace, x.Text("name"), x.At("name"))));
    }

    private IEnumerable<Hit> Missing(ManifestObject item, string kind, string? space, string? name, JsonNode? at)
    {
        if (name is { Length: > 0 } && kind.Length > 0 && set.Find(kind, space, name) is null && !external.Contains(item, kind, name))
            yield return Hit.At(ValidityRules.MissingReference, item, at, $"there is no {kind} '{name}' among the manifests.");
    }

    private static bool HasPort(Workload workload, string name) =>
        workload.Containers.Where(x => x.Role is ContainerRole.Main or ContainerRole.Sidecar).Any(x => x.Body.Maps("ports").Any(y => y.Text("name") == name));
}
