using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Starting;

/// <summary>What every cluster has from the beginning: namespaces, roles, priority classes.</summary>
internal static class InitialObjects
{
    private static readonly WriteOptions s_options = new() { Manager = "kube-apiserver", FieldValidation = FieldValidation.Ignore };

    /// <summary>Makes what isn't there.</summary>
    public static void Ensure(ObjectStore store, ObjectApi objects)
    {
        foreach (var name in (string[])["default", "kube-node-lease", "kube-public", "kube-system"])
            Ensure(store, objects, BuiltInTypes.Namespaces, null, name, []);
        foreach (var (name, value) in InitialRoles.Roles)
            Ensure(store, objects, BuiltInTypes.ClusterRoles, null, name, value);
        foreach (var (name, value) in InitialRoles.Bindings)
            Ensure(store, objects, BuiltInTypes.ClusterRoleBindings, null, name, value);
        Ensure(store, objects, BuiltInTypes.PriorityClasses, null, "system-node-critical", Priority(2000001000, "Used for system critical pods that must not be moved from their current node."));
        Ensure(store, objects, BuiltInTypes.PriorityClasses, null, "system-cluster-critical", Priority(2000000000, "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary."));
    }

    private static JsonObject Priority(int value, string description) => new() { ["value"] = value, ["description"] = description };

    private static void Ensure(ObjectStore store, ObjectApi objects, ResourceType type, string? namespaceName, string name, JsonObject value)
    {
        if (store.Find(type.StorageKey, namespaceName, name) is not null)
            return;
        var fresh = (JsonObject)value.DeepClone();
        ObjectMetadata.Of(fresh)["name"] = name;
        objects.Create(type, namespaceName, fresh, s_options);
    }
}
