using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Deleting;

/// <summary>Empties a namespace that is being deleted, and lets it go when nothing is left in it.</summary>
internal sealed class NamespaceEmptying(ObjectStore store, TypeCatalog types, ObjectDeletion deletion) : IStoreKeeper
{
    public void Keep(string table, ChangeNode change)
    {
        var value = change.After!;
        if (table == BuiltInTypes.Namespaces.StorageKey)
        {
            if (!change.IsRemoval && value.IsBeingDeleted)
                Empty(value.Name);
            return;
        }

        if (change.IsRemoval && value.NamespaceName is { } name && store.Find(BuiltInTypes.Namespaces.StorageKey, null, name) is { IsBeingDeleted: true })
            Finish(name);
    }

    private void Empty(string name)
    {
        foreach (var type in types.Stored.Where(x => x.IsNamespaced))
        {
            foreach (var value in store.Read(type.StorageKey).Objects.In(name))
            {
                if (!value.IsBeingDeleted)
                    TryDelete(type, value);
            }
        }

        Finish(name);
    }

    private void TryDelete(ResourceType type, StoredObject value)
    {
        try
        {
            deletion.Delete(new ObjectTarget(type, value.NamespaceName, value.Name), new DeletionRequest { Propagation = "Background" });
        }
        catch (ApiRefusal refusal) when (refusal.Code == 404)
        {
            // Its owner, or a client, was faster.
        }
    }

    private void Finish(string name) => store.Exclusively(() =>
    {
        var key = BuiltInTypes.Namespaces.StorageKey;
        if (store.Find(key, null, name) is not { IsBeingDeleted: true } value || store.Tables.Any(x => x.Objects.In(name).Any()))
            return false;
        FinalizerRemoval.Rewrite(store, key, value, next =>
        {
            if (next["spec"] is JsonObject spec)
                spec["finalizers"] = new JsonArray([.. ObjectMetadata.Names(spec, "finalizers").Where(x => x != "kubernetes").Select(x => (JsonNode)x)]);
        });
        return true;
    });
}
