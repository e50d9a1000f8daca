using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of roles and their bindings.</summary>
internal static class AccessRules
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <summary>A Role.</summary>
    public static void Role(FieldErrors errors, JsonObject value) => Rules(errors, value, isNamespaced: true);

    /// <summary>A ClusterRole.</summary>
    public static void ClusterRole(FieldErrors errors, JsonObject value)
    {
        Rules(errors, value, isNamespaced: false);
        if (value.Fields("aggregationRule") is not { } aggregation)
            return;
        if (!aggregation.Items("clusterRoleSelectors").Any())
            errors.Required("aggregationRule.clusterRoleSelectors", "at least one clusterRoleSelector required if aggregationRule is non-nil");
        foreach (var (selector, index) in aggregation.Objects("clusterRoleSelectors").Select((selector, index) => (selector, index)))
            SelectorRules.Check(errors, selector, $"aggregationRule.clusterRoleSelectors[{index}]");
    }

    /// <summary>A RoleBinding or ClusterRoleBinding.</summary>
    public static void Binding(FieldErrors errors, JsonObject value)
    {
        var isNamespaced = value.Text("kind") == "RoleBinding";
        var role = value.Fields("roleRef");
        if (role.Text("apiGroup") is var group and not Group)
            errors.NotSupported("roleRef.apiGroup", group ?? "", Group);
        if (role.Text("kind") is var kind && !(kind == "ClusterRole" || (isNamespaced && kind == "Role")))
            errors.NotSupported("roleRef.kind", kind ?? "", isNamespaced ? ["Role", "ClusterRole"] : ["ClusterRole"]);
        if (role.Text("name") is not { Length: > 0 } name)
            errors.Required("roleRef.name");
        else
            errors.Check("roleRef.name", name, NameRules.PathSegment(name));
        foreach (var (subject, index) in value.Objects("subjects").Select((subject, index) => (subject, index)))
            Subject(errors, subject, $"subjects[{index}]", isNamespaced);
    }

    /// <summary>A change of a binding: to another role it would be another binding.</summary>
    public static void BindingUpdate(FieldErrors errors, JsonObject value, JsonObject old)
    {
        if (!JsonNode.DeepEquals(value["roleRef"], old["roleRef"]))
            errors.Invalid("roleRef", value["roleRef"], "cannot change roleRef");
    }

    private static void Rules(FieldErrors errors, JsonObject value, bool isNamespaced)
    {
        foreach (var (rule, index) in value.Objects("rules").Select((rule, index) => (rule, index)))
        {
            var place = $"rules[{index}]";
            if (!rule.Items("verbs").Any())
                errors.Required($"{place}.verbs", "verbs must contain at least one value");
            if (rule.Items("nonResourceURLs").Any())
            {
                if (isNamespaced)
                    errors.Invalid($"{place}.nonResourceURLs", rule["nonResourceURLs"], "namespaced rules cannot apply to non-resource URLs");
                if (rule.Items("apiGroups").Any() || rule.Items("resources").Any() || rule.Items("resourceNames").Any())
                    errors.Invalid($"{place}.nonResourceURLs", rule["nonResourceURLs"], "rules cannot apply to both regular resources and non-resource URLs");
                continue;
            }
            if (!rule.Items("apiGroups").Any())
                errors.Required($"{place}.apiGroups", "resource rules must supply at least one api group");
            if (!rule.Items("resources").Any())
                errors.Required($"{place}.resources", "resource rules must supply at least one resource");
        }
    }

    private static void Subject(FieldErrors errors, JsonObject subject, string path, bool isNamespaced)
    {
        if (subject.Text("name") is not { Length: > 0 })
            errors.Required($"{path}.name");
        var group = subject.Text("apiGroup") ?? "";
        switch (subject.Text("kind"))
        {
            case "ServiceAccount":
                if (subject.Text("name") is { Length: > 0 } account)
                    errors.Check($"{path}.name", account, NameRules.Subdomain(account));
                if (group.Length > 0)
                    errors.NotSupported($"{path}.apiGroup", group, "");
                if (!isNamespaced && subject.Text("namespace") is not { Length: > 0 })
                    errors.Required($"{path}.namespace");
                break;
            case "User" or "Group":
                if (group != Group)
                    errors.NotSupported($"{path}.apiGroup", group, Group);
                break;
            case var other:
                errors.NotSupported($"{path}.kind", other ?? "", "ServiceAccount", "User", "Group");
                break;
        }
    }
}
