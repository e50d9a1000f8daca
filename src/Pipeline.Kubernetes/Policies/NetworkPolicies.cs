using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;
using static Pipeline.Kubernetes.Policies.Offence;

namespace Pipeline.Kubernetes.Policies;

/// <summary>Who reaches whom, and how the world gets in.</summary>
internal static class NetworkPolicies
{
    private const string Policies = "https://kubernetes.io/docs/concepts/services-networking/network-policies/";
    private const string Services = "https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types";
    private const string Snippets = "https://kubernetes.io/docs/concepts/services-networking/ingress/";

    private static readonly RuleDraft Rules = new(RuleArea.Network);
    private static readonly string[] Directions = ["Ingress", "Egress"];

    public static IReadOnlyList<Policy> All { get; } =
    [
        Policy.EachPod(Rules.Warning("K8S401", "network-policy", "A network policy is for each pod",
            "A pod that none selects takes connections from everywhere, and makes them.", "Add a NetworkPolicy that selects it, for Ingress and Egress.", Policies),
            (x, context) => Directions.Where(y => !PoliciesOf(x.Namespace, context).Any(z => IsFor(z, y) && Selector.Matches(z.Body.At("spec", "podSelector") ?? new JsonObject(), x.Labels)))
                .Select(y => Missing(x.Template, "metadata", $"no NetworkPolicy is for its {y.ToLowerInvariant()}."))),

        Policy.Each(Rules.Warning("K8S402", "default-deny", "A namespace denies what isn't allowed",
            "Without a policy for all pods, the next workload is open until somebody thinks of it.", "Add a NetworkPolicy with podSelector: {} and policyTypes Ingress and Egress, and no rules.", Policies + "#default-deny-all-ingress-and-all-egress-traffic"),
            "Namespace", (x, context) => Directions.Where(y => !PoliciesOf(x.Name, context).Any(z => IsFor(z, y) && Selector.IsEmpty(z.Body.At("spec", "podSelector") ?? new JsonObject()) && !z.Body.At("spec").List(y.ToLowerInvariant()).Any()))
                .Select(y => Missing(null, "metadata", $"nothing denies {y.ToLowerInvariant()} by default."))),

        Policy.Each(Rules.Warning("K8S403", "network-policy-open", "A network policy allows less than everything",
            "A rule without peers and without ports is no rule.", "Name who (from, to) or what (ports).", Policies),
            "NetworkPolicy", (x, _) => x.Body.At("spec").Maps("ingress").Where(y => !y.List("from").Any() && !y.List("ports").Any())
                .Concat(x.Body.At("spec").Maps("egress").Where(y => !y.List("to").Any() && !y.List("ports").Any())).Select(y => At(y, "allows everything."))),

        Policy.Each(Rules.Warning("K8S404", "metadata-service", "Pods don't reach the node's metadata service",
            "169.254.169.254 hands out the credentials of the node to whoever asks.", "Add except: [169.254.0.0/16] to the block.", "https://kubernetes.io/docs/concepts/security/security-checklist/#network-security"),
            "NetworkPolicy", (x, _) => x.Body.At("spec").Maps("egress").SelectMany(y => y.Maps("to")).Select(y => y.At("ipBlock"))
                .Where(y => y.Text("cidr") == "0.0.0.0/0" && !y.List("except").Any(z => z.AsText() is { } except && except.StartsWith("169.254.", StringComparison.Ordinal))).Select(y => At(y, "allows 169.254.169.254, too."))),

        Policy.Each(Rules.Error("K8S405", "ingress-tls", "An Ingress has TLS for each of its hosts",
            "Without it, passwords and tokens cross the net in clear.", "Add tls with the host and a secretName; cert-manager makes the certificate.", "https://kubernetes.io/docs/concepts/services-networking/ingress/#tls"),
            "Ingress", (x, _) => Plain(x).Select(y => Missing(x.Body.At("spec"), "tls", $"the host '{y}' has no certificate."))),

        Policy.Each(Rules.Warning("K8S406", "ingress-host", "An Ingress names its hosts",
            "A rule without a host takes the requests for every name that reaches the controller.", "Set host in each rule.", Snippets),
            "Ingress", (x, _) => x.Body.At("spec").Maps("rules").Where(y => y.Text("host") is null or "" or "*" || y.Text("host")!.StartsWith("*.", StringComparison.Ordinal)).Select(y => At(y, y.Text("host") is { Length: > 0 } host ? $"'{host}' is every name below it." : "takes every host."))),

        Policy.Each(Rules.Error("K8S407", "ingress-snippets", "No configuration snippets in annotations",
            "A snippet is code in the controller, which reads the Secrets of all namespaces (CVE-2021-25742).", "Use the annotation made for the purpose.", "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations-risk/"),
            "Ingress", (x, _) => x.Body.At("metadata", "annotations").Texts().Where(y => y.Key.EndsWith("-snippet", StringComparison.Ordinal)).Select(y => Missing(x.Body.At("metadata", "annotations"), y.Key, "is code for the ingress controller."))),

        Policy.Each(Rules.Warning("K8S408", "node-port", "No ports on every node",
            "A NodePort is open on all nodes, past the ingress and its TLS.", "Use ClusterIP behind an Ingress.", Services),
            "Service", (x, _) => When(x.Body.At("spec").Text("type") == "NodePort", x.Body.At("spec").At("type"), "opens a port on every node.")),

        Policy.Each(Rules.Warning("K8S409", "load-balancer", "A load balancer says who may come",
            "Each Service of this type is a way in of its own, open to the world by default.", "Use ClusterIP behind an Ingress, or set loadBalancerSourceRanges.", Services),
            "Service", (x, _) => When(x.Body.At("spec").Text("type") == "LoadBalancer" && !x.Body.At("spec").List("loadBalancerSourceRanges").Any(), x.Body.At("spec").At("type"), "is open to the world.")),

        Policy.Each(Rules.Error("K8S410", "external-ips", "Services don't claim addresses",
            "With externalIPs a Service takes over the traffic for any address (CVE-2020-8554).", "Remove externalIPs.", "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips"),
            "Service", (x, _) => When(x.Body.At("spec").List("externalIPs").Any(), x.Body.At("spec").At("externalIPs"), "takes over traffic for these addresses.")),
    ];

    private static IEnumerable<ManifestObject> PoliciesOf(string space, PolicyContext context) => context.Set.OfKind("NetworkPolicy", space).Where(x => x.Group == "networking.k8s.io");

    // Without policyTypes a policy is for Ingress, and for Egress when it has such rules.
    private static bool IsFor(ManifestObject policy, string direction) => policy.Body.At("spec").List("policyTypes").Any()
        ? policy.Body.At("spec").List("policyTypes").Any(x => x.AsText() == direction)
        : direction == "Ingress" || policy.Body.At("spec").Has("egress");

    private static IEnumerable<string> Plain(ManifestObject ingress)
    {
        var spec = ingress.Body.At("spec");
        var hosts = spec.Maps("rules").Select(x => x.Text("host") ?? "").DefaultIfEmpty("").Distinct();
        var tls = spec.Maps("tls").ToList();
        // An entry without hosts is the controller's default certificate, for all of them.
        return tls.Exists(x => !x.List("hosts").Any()) ? [] : hosts.Where(x => !tls.Exists(y => y.List("hosts").Any(z => Covers(z.AsText() ?? "", x))));
    }

    private static bool Covers(string certificate, string host) =>
        certificate == host || certificate.StartsWith("*.", StringComparison.Ordinal) && host.IndexOf('.') is > 0 and var dot && host[dot..] == certificate[1..];
}
