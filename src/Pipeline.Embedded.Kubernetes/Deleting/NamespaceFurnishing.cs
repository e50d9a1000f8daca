using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Deleting;

/// <summary>Every namespace has a service account <c>default</c> and the cluster's certificate authority in <c>kube-root-ca.crt</c>, as the controllers see to.</summary>
internal sealed class NamespaceFurnishing(ObjectStore store, ObjectApi objects, string authority) : IStoreKeeper
{
    private const string AuthorityMap = "kube-root-ca.crt";
    private const string DefaultAccount = "default";
    private static readonly WriteOptions s_options = new() { Manager = "kube-controller-manager", FieldValidation = FieldValidation.Ignore };

    public void Keep(string table, ChangeNode change)
    {
        var value = change.After!;
        if (table == BuiltInTypes.Namespaces.StorageKey && !change.IsRemoval)
        {
            Furnish(value.Name);
        }
        else if ((table == BuiltInTypes.ServiceAccounts.StorageKey && value.Name == DefaultAccount) || (table == BuiltInTypes.ConfigMaps.StorageKey && value.Name == AuthorityMap))
        {
            if (change.IsRemoval)
                Furnish(value.NamespaceName!);
        }
    }

    private void Furnish(string name)
    {
        if (store.Find(BuiltInTypes.Namespaces.StorageKey, null, name) is not { IsBeingDeleted: false })
            return;
        Ensure(BuiltInTypes.ConfigMaps, name, AuthorityMap, () => new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = AuthorityMap,
                ["annotations"] = new JsonObject
                {
                    ["kubernetes.io/description"] = "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.",
                },
            },
            ["data"] = new JsonObject { ["ca.crt"] = authority },
        });
        Ensure(BuiltInTypes.ServiceAccounts, name, DefaultAccount, () => new JsonObject { ["metadata"] = new JsonObject { ["name"] = DefaultAccount } });
    }

    private void Ensure(ResourceType type, string namespaceName, string name, Func<JsonObject> value)
    {
        if (store.Find(type.StorageKey, namespaceName, name) is null)
            objects.Create(type, namespaceName, value(), s_options);
    }
}
