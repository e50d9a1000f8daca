using Pipeline.Kubernetes.Tests.Validating;
using static Pipeline.Kubernetes.Tests.Validating.Sample;

namespace Pipeline.Kubernetes.Tests.Policies;

internal static class NetworkCases
{
    private const string Space = "{apiVersion: v1, kind: Namespace, metadata: {name: n}}";
    private const string Deny = "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: d, namespace: n}, spec: {podSelector: {}, policyTypes: [Ingress, Egress]}}";

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("K8S401", Pod("hostname: a"), Together(Pod("hostname: a"), Deny.Replace(", namespace: n", "")), "no NetworkPolicy is for its ingress"),
        new("K8S401", Together(Pod("hostname: a"), Spec("networking.k8s.io/v1", "NetworkPolicy", "podSelector: {}")), Together(Pod("hostname: a"), Spec("networking.k8s.io/v1", "NetworkPolicy", "podSelector: {}, egress: []")), "no NetworkPolicy is for its egress"),
        new("K8S402", Space, Together(Space, Deny), "nothing denies ingress by default"),
        new("K8S402", Together(Space, Deny.Replace("[Ingress, Egress]", "[Ingress]")), Together(Space, Deny.Replace("[Ingress, Egress]", "[Ingress, Egress], ingress: []")), "nothing denies egress by default"),
        new("K8S403", Spec("networking.k8s.io/v1", "NetworkPolicy", "ingress: [{}]"), Spec("networking.k8s.io/v1", "NetworkPolicy", "ingress: [{ports: [{port: 80}]}]"), "allows everything"),
        new("K8S404", Spec("networking.k8s.io/v1", "NetworkPolicy", "egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]"), Spec("networking.k8s.io/v1", "NetworkPolicy", "egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}}]}]"), "169.254.169.254"),
        new("K8S405", Ingress("rules: [{host: a.b.c}]"), Ingress("rules: [{host: a.b.c}], tls: [{hosts: [a.b.c], secretName: s}]"), "the host 'a.b.c' has no certificate"),
        new("K8S405", Ingress("rules: [{host: a.b.c}], tls: [{hosts: [x.b.c]}]"), Ingress("rules: [{host: a.b.c}], tls: [{hosts: ['*.b.c']}]"), "no certificate"),
        new("K8S405", Ingress("rules: [{host: a.x.b.c}], tls: [{hosts: ['*.b.c']}]"), Ingress("rules: [{host: a.b.c}], tls: [{secretName: s}]"), "no certificate"),
        new("K8S406", Ingress("rules: [{http: {}}]"), Ingress("rules: [{host: a.b.c}]"), "takes every host"),
        new("K8S406", Ingress("rules: [{host: '*.b.c'}]"), Ingress("rules: [{host: a.b.c}]"), "every name below it"),
        new("K8S407", "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a, annotations: {nginx.ingress.kubernetes.io/server-snippet: x}}}", "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a, annotations: {nginx.ingress.kubernetes.io/proxy-body-size: 1m}}}", "code for the ingress controller"),
        new("K8S408", Spec("v1", "Service", "type: NodePort"), Spec("v1", "Service", "type: ClusterIP"), "a port on every node"),
        new("K8S409", Spec("v1", "Service", "type: LoadBalancer"), Spec("v1", "Service", "type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8]"), "open to the world"),
        new("K8S410", Spec("v1", "Service", "externalIPs: [1.2.3.4]"), Spec("v1", "Service", "externalIPs: []"), "takes over traffic"),
    ];

    private static string Ingress(string spec) => Spec("networking.k8s.io/v1", "Ingress", spec);
}
