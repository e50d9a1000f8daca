using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of NetworkPolicies.</summary>
internal static class NetworkPolicyRules
{
    /// <summary>A NetworkPolicy.</summary>
    public static void Check(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        SelectorRules.Check(errors, spec.Fields("podSelector"), "spec.podSelector");
        foreach (var (direction, peers) in (ReadOnlySpan<(string, string)>)[("ingress", "from"), ("egress", "to")])
        {
            var index = 0;
            foreach (var rule in spec.Objects(direction))
            {
                var place = $"spec.{direction}[{index++}]";
                var at = 0;
                foreach (var port in rule.Objects("ports"))
                    Port(errors, port, $"{place}.ports[{at++}]");
                at = 0;
                foreach (var peer in rule.Objects(peers))
                    Peer(errors, peer, $"{place}.{peers}[{at++}]");
            }
        }
        if (spec.Items("policyTypes").Count() > 2)
            errors.Invalid("spec.policyTypes", spec!["policyTypes"], "may not specify more than two policyTypes");
        foreach (var (type, index) in spec.Items("policyTypes").Select((type, index) => (type.AsText() ?? "", index)))
        {
            if (type is not ("Ingress" or "Egress"))
                errors.NotSupported($"spec.policyTypes[{index}]", type, "Egress", "Ingress");
        }
    }

    private static void Port(FieldErrors errors, JsonObject port, string path)
    {
        errors.OneOf(port, path, "protocol", "SCTP", "TCP", "UDP");
        if (port["port"] is { } from)
        {
            ProbeRules.PortOrName(errors, from, $"{path}.port");
            if (port.Whole("endPort") is { } end)
            {
                if (from.GetValueKind() == JsonValueKind.String)
                    errors.Invalid($"{path}.endPort", end, "may not be specified when `port` is non-numeric");
                else if (end < from.AsWhole())
                    errors.Invalid($"{path}.endPort", end, "must be greater than or equal to `port`");
                errors.Port($"{path}.endPort", end);
            }
        }
        else if (port.Whole("endPort") is { } end)
        {
            errors.Invalid($"{path}.endPort", end, "may not be specified when `port` is not specified");
        }
    }

    private static void Peer(FieldErrors errors, JsonObject peer, string path)
    {
        var count = 0;
        foreach (var name in (ReadOnlySpan<string>)["podSelector", "namespaceSelector"])
        {
            if (peer.Fields(name) is not { } selector)
                continue;
            count++;
            SelectorRules.Check(errors, selector, $"{path}.{name}");
        }
        if (peer.Fields("ipBlock") is { } block)
        {
            if (block.Text("cidr") is not { Length: > 0 } range)
                errors.Required($"{path}.ipBlock.cidr");
            else if (!IPNetwork.TryParse(range, out _))
                errors.Invalid($"{path}.ipBlock.cidr", range, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
            if (count > 0)
                errors.Forbidden(path, "may not specify both ipBlock and another peer");
            count++;
        }
        if (count == 0)
            errors.Required(path, "must specify a peer");
    }
}
