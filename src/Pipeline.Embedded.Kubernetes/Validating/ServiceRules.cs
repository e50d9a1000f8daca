using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of Services.</summary>
internal static class ServiceRules
{
    /// <summary>A Service.</summary>
    public static void Check(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        var type = spec.Text("type");
        var isHeadless = spec.Text("clusterIP") == "None";
        if (!spec.Items("ports").Any() && !isHeadless && type != "ExternalName")
            errors.Required("spec.ports");
        if (isHeadless && type is ("NodePort" or "LoadBalancer"))
            errors.Invalid("spec.clusterIPs[0]", "None", $"may not be set to 'None' for {type} services");
        if (type == "ExternalName")
        {
            if (spec.Text("externalName") is not { Length: > 0 } host)
                errors.Required("spec.externalName");
            else
                errors.Check("spec.externalName", host, NameRules.Subdomain(host.TrimEnd('.').ToLowerInvariant()));
            if (spec.Text("clusterIP") is { Length: > 0 })
                errors.Forbidden("spec.clusterIPs", "may not be set when `type` is 'ExternalName'");
        }
        Ports(errors, spec, type);
        MetadataRules.Labels(errors, spec.Fields("selector"), "spec.selector");
        errors.RequiredOneOf(spec, "spec", "sessionAffinity", "ClientIP", "None");
        errors.RequiredOneOf(spec, "spec", "type", "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        errors.OneOf(spec, "spec", "externalTrafficPolicy", "Cluster", "Local");
        errors.OneOf(spec, "spec", "internalTrafficPolicy", "Cluster", "Local");
        if (spec.Text("externalTrafficPolicy") is { Length: > 0 } policy && type is ("ClusterIP" or "ExternalName") && !spec.Items("externalIPs").Any())
            errors.Invalid("spec.externalTrafficPolicy", policy, "may only be set for externally-accessible services");
    }

    /// <summary>A change of a Service: its address stays.</summary>
    public static void CheckUpdate(FieldErrors errors, JsonObject value, JsonObject old)
    {
        var (spec, before) = (value.Fields("spec"), old.Fields("spec"));
        if (before.Text("type") == "ExternalName" || spec.Text("type") == "ExternalName")
            return;
        if (before.Text("clusterIP") is { Length: > 0 } was && spec.Text("clusterIP") is { Length: > 0 } now && was != now)
            errors.Invalid("spec.clusterIPs[0]", new JsonArray(now), "may not change once set");
    }

    private static void Ports(FieldErrors errors, JsonObject? spec, string? type)
    {
        var ports = spec.Objects("ports").ToArray();
        var (names, places, nodePorts) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        foreach (var (port, index) in ports.Select((port, index) => (port, index)))
        {
            var place = $"spec.ports[{index}]";
            if (port.Text("name") is not { Length: > 0 } name)
            {
                if (ports.Length > 1)
                    errors.Required($"{place}.name");
            }
            else
            {
                errors.Check($"{place}.name", name, NameRules.Label(name));
                if (!names.Add(name))
                    errors.Duplicate($"{place}.name", name);
            }
            errors.Port($"{place}.port", port.Whole("port") ?? 0);
            errors.RequiredOneOf(port, place, "protocol", "SCTP", "TCP", "UDP");
            if (port["targetPort"] is { } target && (target.GetValueKind() == JsonValueKind.String || target.AsWhole() != 0))
                ProbeRules.PortOrName(errors, target, $"{place}.targetPort");
            if (port.Whole("nodePort") is { } nodePort && nodePort != 0)
            {
                if (type is "ClusterIP" or "ExternalName")
                    errors.Forbidden($"{place}.nodePort", $"may not be used when `type` is '{type}'");
                else if (!nodePorts.Add($"{port.Text("protocol")}/{nodePort}"))
                    errors.Duplicate($"{place}.nodePort", nodePort);
            }
            if (!places.Add($"{port.Text("protocol")}/{port.Whole("port")}"))
                errors.Duplicate(place, new JsonObject { ["port"] = port["port"]?.DeepClone(), ["protocol"] = port["protocol"]?.DeepClone() });
        }
    }
}
