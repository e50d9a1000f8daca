using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Defaults of what leads traffic to pods.</summary>
internal static class ServiceDefaults
{
    /// <summary>A Service, but for its addresses.</summary>
    public static void Service(JsonObject value)
    {
        var spec = value.Ensure("spec");
        spec.Default("sessionAffinity", "None");
        if (spec.Text("sessionAffinity") == "ClientIP")
            spec.Ensure("sessionAffinityConfig").Ensure("clientIP").Default("timeoutSeconds", 10800);
        else
            spec.Remove("sessionAffinityConfig");
        spec.Default("type", "ClusterIP");
        foreach (var port in spec.Objects("ports"))
        {
            port.Default("protocol", "TCP");
            if (port["targetPort"] is null || port.Whole("targetPort") == 0 || port.Text("targetPort") is "")
                port["targetPort"] = port["port"]?.DeepClone() ?? 0;
        }
        var type = spec.Text("type");
        if (type is "NodePort" or "LoadBalancer")
            spec.Default("externalTrafficPolicy", "Cluster");
        if (type is "ClusterIP" or "NodePort" or "LoadBalancer")
            spec.Default("internalTrafficPolicy", "Cluster");
        if (type == "LoadBalancer")
            spec.Default("allocateLoadBalancerNodePorts", true);
    }

    /// <summary>Endpoints.</summary>
    public static void Endpoints(JsonObject value)
    {
        foreach (var port in value.Objects("subsets").SelectMany(subset => subset.Objects("ports")))
            port.Default("protocol", "TCP");
    }

    /// <summary>An EndpointSlice.</summary>
    public static void EndpointSlice(JsonObject value)
    {
        foreach (var port in value.Objects("ports"))
        {
            port.Default("name", "");
            port.Default("protocol", "TCP");
        }
    }

    /// <summary>A NetworkPolicy: for incoming traffic, and for outgoing where it has rules for that.</summary>
    public static void NetworkPolicy(JsonObject value)
    {
        var spec = value.Ensure("spec");
        foreach (var port in spec.Objects("ingress").Concat(spec.Objects("egress")).SelectMany(rule => rule.Objects("ports")))
            port.Default("protocol", "TCP");
        if (!spec.Items("policyTypes").Any())
            spec["policyTypes"] = spec.Items("egress").Any() ? new JsonArray("Ingress", "Egress") : new JsonArray("Ingress");
    }
}
