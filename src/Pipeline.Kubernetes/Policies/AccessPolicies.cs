using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;
using static Pipeline.Kubernetes.Policies.Offence;

namespace Pipeline.Kubernetes.Policies;

/// <summary>RBAC: rights that are more than they look.</summary>
internal static class AccessPolicies
{
    private const string Practices = "https://kubernetes.io/docs/concepts/security/rbac-good-practices/";

    private static readonly RuleDraft Rules = new(RuleArea.Access);
    private static readonly string[] Everybody = ["system:anonymous", "system:unauthenticated", "system:authenticated", "system:masters", "system:serviceaccounts"];
    private static readonly string[] Reading = ["get", "list", "watch"];

    public static IReadOnlyList<Policy> All { get; } =
    [
        .. EachRole(Rules.Error("K8S501", "rbac-wildcard", "Rights are named one by one",
            "With * a role gets what later versions and other operators bring, Secrets and escalation included.", "Name the verbs, resources and groups.", Practices),
            x => new[] { "verbs", "resources", "apiGroups", "nonResourceURLs" }.Where(y => x.List(y).Any(z => z.AsText() == "*")).Select(y => At(x.At(y), $"has * for {y}."))),

        .. EachRole(Rules.Error("K8S502", "rbac-secrets", "Nobody reads all Secrets",
            "list and watch show the content of every Secret, and so does get without names.", "Name the Secrets in resourceNames, with get alone; or mount them.", Practices + "#listing-secrets"),
            x => When(Grants(x, "", "secrets") && (Allows(x, "list") || Allows(x, "watch") || Allows(x, "get") && !x.List("resourceNames").Any()), x, $"shows every Secret of {Where(x)} ({string.Join(", ", Reading.Where(y => Allows(x, y)))}).")),

        .. EachRole(Rules.Error("K8S503", "rbac-escalation", "Nobody gives itself rights",
            "escalate and bind go around RBAC's check that one gives only what one has; impersonate is to be anybody.", "Remove the verb.", Practices + "#escalate-verb"),
            x => new[] { "escalate", "bind", "impersonate" }.Where(y => x.List("verbs").Any(z => z.AsText() == y)).Select(y => At(x.At("verbs"), $"has {y}."))),

        .. EachBinding(Rules.Error("K8S504", "cluster-admin", "Nobody is cluster-admin",
            "cluster-admin may do everything, everywhere.", "Bind a role with the rights that are needed.", Practices),
            x => When(x.Body.At("roleRef").Text("name") == "cluster-admin" && x.Body.At("roleRef").Text("kind") == "ClusterRole", x.Body.At("roleRef"), $"makes {string.Join(", ", x.Body.Maps("subjects").Select(y => y.Text("name")))} cluster-admin.")),

        .. EachBinding(Rules.Error("K8S505", "bound-to-everybody", "Rights are given to somebody",
            "These subjects are everybody who can reach the API server, or have every right already.", "Bind a user, a group of yours, or a service account.", Practices),
            x => x.Body.Maps("subjects").Where(y => y.Text("name") is { } name && Everybody.Any(z => name == z || z == "system:serviceaccounts" && name.StartsWith(z + ":", StringComparison.Ordinal))).Select(y => At(y, $"'{y.Text("name")}' is everybody, or everything."))),

        .. EachRole(Rules.Error("K8S506", "rbac-exec", "Nobody enters pods, or goes around the API server",
            "exec, attach, portforward and nodes/proxy are a shell where the pod's Secrets are; ephemeralcontainers, too.", "Remove the resource; a person who needs it gets it for a while.", Practices + "#access-to-proxy-subresource-of-nodes"),
            x => new[] { "pods/exec", "pods/attach", "pods/portforward", "pods/ephemeralcontainers", "nodes/proxy", "services/proxy", "pods/proxy" }.Where(y => Grants(x, "", y)).Select(y => At(x.At("resources"), $"gives {y}."))),

        .. EachRole(Rules.Error("K8S507", "rbac-tokens", "Nobody makes tokens or certificates",
            "Who can create serviceaccounts/token is each of these accounts; who approves signing requests is anybody.", "Remove the resource.", Practices + "#token-request"),
            x => When(Grants(x, "", "serviceaccounts/token") && Allows(x, "create"), x.At("resources"), "makes tokens of service accounts.")
                .Concat(When(Grants(x, "certificates.k8s.io", "certificatesigningrequests/approval") && (Allows(x, "update") || Allows(x, "patch")), x.At("resources"), "approves certificates."))),

        .. EachRole(Rules.Warning("K8S508", "rbac-workloads", "Who makes pods is known",
            "Who creates pods, or what makes them, in a namespace can use every account and Secret in it.", "Give it to the delivery alone, and say so in a waiver.", Practices + "#workload-creation"),
            x => new[] { ("", "pods"), ("apps", "deployments"), ("apps", "daemonsets"), ("apps", "statefulsets"), ("batch", "jobs"), ("batch", "cronjobs") }
                .Where(y => Grants(x, y.Item1, y.Item2) && (Allows(x, "create") || Allows(x, "update") || Allows(x, "patch"))).Take(1).Select(y => At(x.At("resources"), $"creates or changes {y.Item2}."))),

        .. EachRole(Rules.Error("K8S509", "rbac-webhooks", "Nobody changes admission",
            "Who changes webhooks sees and alters every object that is written, Secrets included.", "Remove the resource.", Practices + "#control-admission-webhooks"),
            x => When((Grants(x, "admissionregistration.k8s.io", "mutatingwebhookconfigurations") || Grants(x, "admissionregistration.k8s.io", "validatingwebhookconfigurations")) && (Allows(x, "create") || Allows(x, "update") || Allows(x, "patch")), x.At("resources"), "changes admission webhooks.")),

        .. EachBinding(Rules.Warning("K8S510", "default-account-bound", "The default account has no rights",
            "What it is given, every pod has that names no account.", "Make a ServiceAccount for the pod that needs it.", Practices),
            x => x.Body.Maps("subjects").Where(y => y.Text("kind") == "ServiceAccount" && y.Text("name") == "default").Select(y => At(y, "is the default account."))),

        Policy.Each(Rules.Warning("K8S512", "eternal-token", "Tokens end",
            "A Secret of this type holds a token that never expires.", "Use a projected serviceAccountToken, or kubectl create token.", "https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token"),
            "Secret", (x, _) => When(x.Body.Text("type") == "kubernetes.io/service-account-token", x.Body.At("type"), "holds a token without an end.")),
    ];

    private static IEnumerable<Policy> EachRole(Rule rule, Func<JsonObject, IEnumerable<Offence>> check) =>
        [Policy.EachObject(rule, x => x is { Group: "rbac.authorization.k8s.io", Kind: "Role" or "ClusterRole" } ? x.Body.Maps("rules").SelectMany(check) : [])];

    private static IEnumerable<Policy> EachBinding(Rule rule, Func<ManifestObject, IEnumerable<Offence>> check) =>
        [Policy.EachObject(rule, x => x is { Group: "rbac.authorization.k8s.io", Kind: "RoleBinding" or "ClusterRoleBinding" } ? check(x) : [])];

    private static bool Grants(JsonObject rule, string group, string resource) =>
        rule.List("apiGroups").Any(x => x.AsText() is { } name && (name == "*" || name == group))
        && rule.List("resources").Any(x => x.AsText() is { } name && (name == "*" || name == resource || name.StartsWith("*/", StringComparison.Ordinal) && resource.EndsWith(name[1..], StringComparison.Ordinal)));

    private static bool Allows(JsonObject rule, string verb) => rule.List("verbs").Any(x => x.AsText() is { } name && (name == "*" || name == verb));

    private static string Where(JsonObject rule) => (rule.Parent?.Parent).Text("kind") == "ClusterRole" ? "the cluster, or where it is bound" : "the namespace";
}
