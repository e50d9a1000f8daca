using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Starting;

/// <summary>The cluster roles that Kubernetes comes with, as far as they say something about kinds that are served here.</summary>
internal static class InitialRoles
{
    private static readonly string[] s_read = ["get", "list", "watch"];
    private static readonly string[] s_write = ["create", "delete", "deletecollection", "patch", "update"];

    private static readonly (string Group, string[] Resources)[] s_namespaced =
    [
        ("", ["configmaps", "endpoints", "events", "limitranges", "persistentvolumeclaims", "persistentvolumeclaims/status", "pods", "pods/log", "pods/status", "resourcequotas", "resourcequotas/status", "serviceaccounts", "services", "services/status"]),
        ("apps", ["controllerrevisions", "daemonsets", "daemonsets/status", "deployments", "deployments/scale", "deployments/status", "replicasets", "replicasets/scale", "replicasets/status", "statefulsets", "statefulsets/scale", "statefulsets/status"]),
        ("autoscaling", ["horizontalpodautoscalers", "horizontalpodautoscalers/status"]),
        ("batch", ["cronjobs", "cronjobs/status", "jobs", "jobs/status"]),
        ("discovery.k8s.io", ["endpointslices"]),
        ("networking.k8s.io", ["ingresses", "ingresses/status", "networkpolicies"]),
        ("policy", ["poddisruptionbudgets", "poddisruptionbudgets/status"]),
    ];

    private static readonly (string Group, string[] Resources)[] s_edited =
    [
        ("", ["configmaps", "endpoints", "events", "persistentvolumeclaims", "pods", "pods/eviction", "secrets", "serviceaccounts", "serviceaccounts/token", "services"]),
        ("apps", ["daemonsets", "deployments", "deployments/scale", "replicasets", "replicasets/scale", "statefulsets", "statefulsets/scale"]),
        ("autoscaling", ["horizontalpodautoscalers"]),
        ("batch", ["cronjobs", "jobs"]),
        ("coordination.k8s.io", ["leases"]),
        ("networking.k8s.io", ["ingresses", "networkpolicies"]),
        ("policy", ["poddisruptionbudgets"]),
    ];

    private static readonly string[] s_public = ["/healthz", "/livez", "/readyz", "/version", "/version/"];
    private static readonly string[] s_discovery = ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"];

    public static IReadOnlyList<(string Name, JsonObject Value)> Roles { get; } =
    [
        ("cluster-admin", Role([Rule(["*"], ["*"], ["*"]), Paths(["*"], ["*"])])),
        ("system:discovery", Role([Paths(s_discovery, ["get"])])),
        ("system:public-info-viewer", Role([Paths(s_public, ["get"])])),
        ("system:basic-user", Role([
            Rule(["authorization.k8s.io"], ["selfsubjectaccessreviews", "selfsubjectrulesreviews"], ["create"]),
            Rule(["authentication.k8s.io"], ["selfsubjectreviews"], ["create"])])),
        ("view", Aggregated("view")),
        ("edit", Aggregated("edit")),
        ("admin", Aggregated("admin")),
        ("system:aggregate-to-view", Part("view", [.. s_namespaced.Select(x => Rule([x.Group], x.Resources, s_read)), Rule([""], ["namespaces"], s_read)])),
        ("system:aggregate-to-edit", Part("edit", [
            .. s_edited.Select(x => Rule([x.Group], x.Resources, s_write)),
            Rule([""], ["secrets"], s_read),
            Rule(["coordination.k8s.io"], ["leases"], s_read)])),
        ("system:aggregate-to-admin", Part("admin", [
            Rule(["rbac.authorization.k8s.io"], ["rolebindings", "roles"], [.. s_write, .. s_read]),
            Rule(["authorization.k8s.io"], ["localsubjectaccessreviews"], ["create"])])),
    ];

    public static IReadOnlyList<(string Name, JsonObject Value)> Bindings { get; } =
    [
        ("cluster-admin", Binding("cluster-admin", Access.UserIdentity.Masters)),
        ("system:discovery", Binding("system:discovery", "system:authenticated")),
        ("system:basic-user", Binding("system:basic-user", "system:authenticated")),
        ("system:public-info-viewer", Binding("system:public-info-viewer", "system:authenticated", "system:unauthenticated")),
    ];

    // Who may edit may view, and who administers may both: the parts carry the labels of all that they are part of.
    private static JsonObject Part(string of, JsonObject[] rules)
    {
        var role = Role(rules);
        var labels = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" };
        foreach (var name in of switch { "view" => (string[])["view", "edit", "admin"], "edit" => ["edit", "admin"], _ => ["admin"] })
            labels[$"rbac.authorization.k8s.io/aggregate-to-{name}"] = "true";
        role["metadata"] = new JsonObject { ["labels"] = labels };
        return role;
    }

    private static JsonObject Aggregated(string name) => new()
    {
        ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" } },
        ["aggregationRule"] = new JsonObject
        {
            ["clusterRoleSelectors"] = new JsonArray(new JsonObject { ["matchLabels"] = new JsonObject { [$"rbac.authorization.k8s.io/aggregate-to-{name}"] = "true" } }),
        },
        ["rules"] = new JsonArray(),
    };

    private static JsonObject Role(JsonObject[] rules) => new()
    {
        ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" } },
        ["rules"] = new JsonArray([.. rules]),
    };

    private static JsonObject Rule(string[] groups, string[] resources, string[] verbs) =>
        new() { ["verbs"] = Strings(verbs), ["apiGroups"] = Strings(groups), ["resources"] = Strings(resources) };

    private static JsonObject Paths(string[] paths, string[] verbs) => new() { ["verbs"] = Strings(verbs), ["nonResourceURLs"] = Strings(paths) };

    private static JsonObject Binding(string role, params string[] groups) => new()
    {
        ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" } },
        ["subjects"] = new JsonArray([.. groups.Select(x => (JsonNode)new JsonObject { ["kind"] = "Group", ["apiGroup"] = "rbac.authorization.k8s.io", ["name"] = x })]),
        ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "ClusterRole", ["name"] = role },
    };

    private static JsonArray Strings(string[] values) => new([.. values.Select(x => (JsonNode)x)]);
}
