using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating.Values;

namespace Pipeline.Kubernetes.Validating.Checks;

/// <summary>Fields of an object that exclude or need each other.</summary>
internal static class ContradictionCheck
{
    private static readonly Dictionary<string, string> MetricSources = new()
    {
        ["Resource"] = "resource", ["ContainerResource"] = "containerResource", ["Pods"] = "pods", ["Object"] = "object", ["External"] = "external",
    };

    private static readonly string[] DataFields = ["data", "binaryData", "stringData"];

    // What the API server asks a Secret of a type to hold (https://kubernetes.io/docs/concepts/configuration/secret/#secret-types).
    private static readonly Dictionary<string, string[]> SecretKeys = new()
    {
        ["kubernetes.io/tls"] = ["tls.crt", "tls.key"],
        ["kubernetes.io/dockerconfigjson"] = [".dockerconfigjson"],
        ["kubernetes.io/dockercfg"] = [".dockercfg"],
        ["kubernetes.io/ssh-auth"] = ["ssh-privatekey"],
    };

    public static IEnumerable<Hit> Check(ManifestObject item) => Mistakes(item, item.Body.At("spec")).Select(x => Hit.At(ValidityRules.Contradiction, item, x.Node, x.Message));

    private static IEnumerable<(JsonNode? Node, string Message)> Mistakes(ManifestObject item, JsonNode? spec) => (item.Group, item.Kind) switch
    {
        ("apps", "Deployment") => Deployment(spec),
        ("policy", "PodDisruptionBudget") => Budget(spec),
        ("autoscaling", "HorizontalPodAutoscaler") => Autoscaler(spec),
        ("networking.k8s.io", "NetworkPolicy") => NetworkPolicy(spec),
        ("networking.k8s.io", "Ingress") => Ingress(spec),
        ("", "Service") => Service(spec),
        ("", "ConfigMap") => Data(item).Concat(InBoth(item)),
        ("", "Secret") => Data(item).Concat(Secret(item)),
        ("rbac.authorization.k8s.io", "Role" or "ClusterRole") => Role(item),
        ("", "LimitRange") => LimitRange(spec),
        _ => [],
    };

    private static IEnumerable<(JsonNode?, string)> Deployment(JsonNode? spec)
    {
        var strategy = spec.At("strategy");
        var rolling = strategy.At("rollingUpdate");
        if (strategy.Text("type") == "Recreate" && rolling is not null)
            yield return (rolling, "Recreate replaces all pods at once, and has no rollingUpdate.");
        if (IsZero(rolling.At("maxUnavailable")) && IsZero(rolling.At("maxSurge")))
            yield return (rolling, "maxUnavailable and maxSurge are both 0: no pod could ever be replaced.");
        if (spec.Whole("minReadySeconds") is { } ready && ready >= (spec.Whole("progressDeadlineSeconds") ?? 600))
            yield return (spec.At("minReadySeconds"), "must be less than progressDeadlineSeconds, or every rollout fails.");
    }

    private static IEnumerable<(JsonNode?, string)> Budget(JsonNode? spec)
    {
        if (spec.Has("minAvailable") && spec.Has("maxUnavailable"))
            yield return (spec, "minAvailable and maxUnavailable exclude each other.");
    }

    private static IEnumerable<(JsonNode?, string)> Autoscaler(JsonNode? spec)
    {
        if (spec.Whole("maxReplicas") is { } most && most < (spec.Whole("minReplicas") ?? 1))
            yield return (spec.At("maxReplicas"), $"{most} is less than minReplicas.");
        foreach (var metric in spec.Maps("metrics"))
        {
            if (metric.Text("type") is { } type && MetricSources.TryGetValue(type, out var source) && !metric.Has(source))
                yield return (metric, $"a metric of type {type} needs {source}.");
            foreach (var target in MetricSources.Values.Select(x => metric.At(x).Map("target")).OfType<JsonObject>())
            {
                if (target.Text("type") switch { "Utilization" => "averageUtilization", "AverageValue" => "averageValue", "Value" => "value", _ => null } is { } field && !target.Has(field))
                    yield return (target, $"a target of type {target.Text("type")} needs {field}.");
            }
        }
    }

    private static IEnumerable<(JsonNode?, string)> NetworkPolicy(JsonNode? spec)
    {
        foreach (var rule in spec.Maps("ingress").Concat(spec.Maps("egress")))
        {
            foreach (var peer in rule.Maps("from").Concat(rule.Maps("to")))
            {
                if (peer.All(x => x.Value is null))
                    yield return (peer, "names nobody: podSelector, namespaceSelector or ipBlock.");
                if (peer.Has("ipBlock") && (peer.Has("podSelector") || peer.Has("namespaceSelector")))
                    yield return (peer, "ipBlock excludes the selectors. Write two peers.");
            }

            foreach (var port in rule.Maps("ports").Where(x => x.Has("endPort")))
            {
                if (port.Whole("port") is not { } first || first > port.Whole("endPort"))
                    yield return (port.At("endPort"), "needs a number in port that isn't greater.");
            }
        }

        if (spec.List("policyTypes").Any() && spec.Maps("egress").Any() && !spec.List("policyTypes").Any(x => x.AsText() == "Egress"))
            yield return (spec.At("egress"), "has no effect: policyTypes doesn't have Egress.");
        if (spec.List("policyTypes").Any() && spec.Maps("ingress").Any() && !spec.List("policyTypes").Any(x => x.AsText() == "Ingress"))
            yield return (spec.At("ingress"), "has no effect: policyTypes doesn't have Ingress.");
    }

    private static IEnumerable<(JsonNode?, string)> Ingress(JsonNode? spec)
    {
        if (!spec.Maps("rules").Any() && !spec.Has("defaultBackend"))
            yield return (spec, "needs rules or defaultBackend.");
        foreach (var port in spec.Maps("rules").SelectMany(x => x.At("http").Maps("paths")).Select(x => x.At("backend").At("service").Map("port")).OfType<JsonObject>().Where(x => x.Has("name") == x.Has("number")))
            yield return (port, "needs name or number, one of them.");
    }

    private static IEnumerable<(JsonNode?, string)> Service(JsonNode? spec)
    {
        var type = spec.Text("type") ?? "ClusterIP";
        if (type == "ExternalName" != spec.Has("externalName") && spec is not null)
            yield return (spec, type == "ExternalName" ? "type ExternalName needs externalName." : "externalName is for type ExternalName.");
        if (spec is not null && type != "ExternalName" && !spec.List("ports").Any() && spec.Text("clusterIP") != "None")
            yield return (spec, "needs ports.");
        if (spec.Maps("ports").Skip(1).Any() && spec.Maps("ports").FirstOrDefault(x => x.Text("name") is null or "") is { } unnamed)
            yield return (unnamed, "of several ports each needs a name.");
        if (type == "ClusterIP" && spec.Maps("ports").FirstOrDefault(x => x.Whole("nodePort") is > 0) is { } port)
            yield return (port.At("nodePort"), "a Service of type ClusterIP has no node port.");
        if (type is "ClusterIP" && spec.Has("externalTrafficPolicy") && !spec.List("externalIPs").Any())
            yield return (spec.At("externalTrafficPolicy"), "is for types NodePort and LoadBalancer.");
    }

    private static IEnumerable<(JsonNode?, string)> Data(ManifestObject item) =>
        from field in DataFields
        from entry in item.Body.Map(field) ?? []
        where ValueRules.DataKey(JsonValue.Create(entry.Key)) is not null
        select ((JsonNode?)item.Body.At(field), $"the key '{entry.Key}' {ValueRules.DataKey(JsonValue.Create(entry.Key))}.");

    private static IEnumerable<(JsonNode?, string)> InBoth(ManifestObject item) =>
        (item.Body.Map("data") ?? []).Where(x => item.Body.Map("binaryData")?.ContainsKey(x.Key) == true).Select(x => (x.Value, $"the key '{x.Key}' is in data and binaryData."));

    private static IEnumerable<(JsonNode?, string)> Secret(ManifestObject item) =>
        SecretKeys.GetValueOrDefault(item.Body.Text("type") ?? "", [])
            .Where(x => !item.Body.At("data").Has(x) && !item.Body.At("stringData").Has(x))
            .Select(x => (item.Body.At("type"), $"a Secret of type {item.Body.Text("type")} needs the key '{x}'."));

    private static IEnumerable<(JsonNode?, string)> Role(ManifestObject item)
    {
        foreach (var rule in item.Body.Maps("rules"))
        {
            if (item.Kind == "Role" && rule.List("nonResourceURLs").Any())
                yield return (rule.At("nonResourceURLs"), "belong to the cluster: only a ClusterRole can have them.");
            if (!rule.List("nonResourceURLs").Any() && (!rule.List("resources").Any() || !rule.List("apiGroups").Any()))
                yield return (rule, $"needs {(rule.List("resources").Any() ? "apiGroups ([\"\"] for the core group)" : "resources")}.");
        }
    }

    private static IEnumerable<(JsonNode?, string)> LimitRange(JsonNode? spec) =>
        from limit in spec.Maps("limits")
        from pair in new[] { ("min", "max"), ("min", "default"), ("default", "max"), ("defaultRequest", "default"), ("defaultRequest", "max"), ("min", "defaultRequest") }
        from entry in limit.Map(pair.Item1) ?? []
        where Quantity.Of(entry.Value) > Quantity.Of(limit.At(pair.Item2).At(entry.Key))
        select (entry.Value, $"{pair.Item1} is more than {pair.Item2}.");

    private static bool IsZero(JsonNode? value) => value.AsWhole() == 0 || value.AsText() is "0" or "0%";
}
