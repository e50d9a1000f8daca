using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Access;

/// <summary>Role-based access control: roles and bindings as they are stored; <c>system:masters</c> may do everything.</summary>
internal sealed class RoleAuthorizer(ObjectStore store)
{
    public bool IsAllowed(AccessAttributes attributes) =>
        attributes.User.IsMaster || RulesOf(attributes.User, attributes.NamespaceName).Any(x => Allows(x, attributes));

    /// <summary>The refusal, in the API server's words.</summary>
    public static ApiRefusal Refusal(AccessAttributes attributes)
    {
        var user = $"User \"{attributes.User.Name}\" cannot {attributes.Verb}";
        if (attributes.Path is { } path)
            return new ApiRefusal(Refusals.Status(403, "Forbidden", $"forbidden: {user} path \"{path}\"", new()));
        var scope = attributes.NamespaceName is { } name ? $"in the namespace \"{name}\"" : "at the cluster scope";
        return Refusals.Forbidden(
            attributes.Group,
            attributes.Resource,
            attributes.Name ?? "",
            $"{user} resource \"{attributes.QualifiedResource}\" in API group \"{attributes.Group}\" {scope}");
    }

    /// <summary>The rules that hold for somebody, everywhere and in a namespace.</summary>
    public IEnumerable<JsonObject> RulesOf(UserIdentity user, string? namespaceName)
    {
        foreach (var binding in store.Read(BuiltInTypes.ClusterRoleBindings.StorageKey).Objects.In(null).Where(x => Binds(x, user)))
        {
            foreach (var rule in RulesOf(binding, null))
                yield return rule;
        }

        if (namespaceName is null)
            yield break;
        foreach (var binding in store.Read(BuiltInTypes.RoleBindings.StorageKey).Objects.In(namespaceName).Where(x => Binds(x, user)))
        {
            foreach (var rule in RulesOf(binding, namespaceName))
                yield return rule;
        }
    }

    private List<JsonObject> RulesOf(StoredObject binding, string? namespaceName)
    {
        if (binding.Value["roleRef"] is not JsonObject reference || ObjectMetadata.Text(reference, "name") is not { } name)
            return [];
        var role = ObjectMetadata.Text(reference, "kind") == "ClusterRole"
            ? store.Find(BuiltInTypes.ClusterRoles.StorageKey, null, name)
            : store.Find(BuiltInTypes.Roles.StorageKey, namespaceName, name);
        if (role is null)
            return [];
        return [.. RoleAggregation.RulesOf(role, store)];
    }

    private static bool Binds(StoredObject binding, UserIdentity user) =>
        binding.Value["subjects"] is JsonArray subjects && subjects.OfType<JsonObject>().Any(x => Names(x, user, binding.NamespaceName));

    private static bool Names(JsonObject subject, UserIdentity user, string? namespaceName)
    {
        var name = ObjectMetadata.Text(subject, "name") ?? "";
        return ObjectMetadata.Text(subject, "kind") switch
        {
            "User" => name == user.Name,
            "Group" => user.Groups.Contains(name),
            "ServiceAccount" => user.Name == $"system:serviceaccount:{ObjectMetadata.Text(subject, "namespace") ?? namespaceName}:{name}",
            _ => false,
        };
    }

    private static bool Allows(JsonObject rule, AccessAttributes attributes)
    {
        if (!Has(rule, "verbs", attributes.Verb))
            return false;
        if (attributes.Path is { } path)
            return ObjectMetadata.Names(rule, "nonResourceURLs").Any(x => x == "*" || x == path || (x.EndsWith('*') && path.StartsWith(x[..^1], StringComparison.Ordinal)));
        if (!Has(rule, "apiGroups", attributes.Group))
            return false;
        var resources = ObjectMetadata.Names(rule, "resources");
        if (!resources.Any(x => x == "*" || x == attributes.QualifiedResource || (attributes.Subresource is { } sub && x == $"*/{sub}")))
            return false;
        var names = ObjectMetadata.Names(rule, "resourceNames");
        return names.Count == 0 || (attributes.Name is { } name && names.Contains(name));
    }

    private static bool Has(JsonObject rule, string member, string value) => ObjectMetadata.Names(rule, member).Any(x => x == "*" || x == value);
}
