using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Deleting;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.CustomResources;

/// <summary>Serves the kinds of CustomResourceDefinitions, says so in their status, and removes the objects of one that is deleted.</summary>
internal sealed class CustomDefinitions(ObjectStore store, TypeCatalog types, ObjectApi objects, ObjectDeletion deletion, TimeProvider time) : IStoreKeeper
{
    /// <summary>Keeps a definition until its objects are gone.</summary>
    public const string Finalizer = "customresourcecleanup.apiextensions.k8s.io";

    private const string Manager = "kube-apiserver";

    /// <summary>Serves what is stored already.</summary>
    public void Load()
    {
        foreach (var definition in store.Read(BuiltInTypes.Definitions.StorageKey).Objects.In(null))
            types.Replace(definition.Name, CustomTypes.Of(definition.Value));
    }

    public void Keep(string table, ChangeNode change)
    {
        if (table == BuiltInTypes.Definitions.StorageKey)
            Keep(change);
        else if (change.IsRemoval && store.Find(BuiltInTypes.Definitions.StorageKey, null, table) is { IsBeingDeleted: true } definition)
            Finish(definition);
    }

    public static void SetCondition(JsonObject value, string type, string status, string reason, string message, string now)
    {
        if (value["status"] is not JsonObject state)
            value["status"] = state = [];
        if (state["conditions"] is not JsonArray conditions)
            state["conditions"] = conditions = [];
        var condition = conditions.OfType<JsonObject>().FirstOrDefault(x => ObjectMetadata.Text(x, "type") == type);
        if (condition is not null && ObjectMetadata.Text(condition, "status") == status)
            return;
        if (condition is not null)
            conditions.Remove(condition);
        conditions.Add((JsonNode)new JsonObject { ["type"] = type, ["status"] = status, ["lastTransitionTime"] = now, ["reason"] = reason, ["message"] = message });
    }

    private void Keep(ChangeNode change)
    {
        var definition = change.After!;
        if (change.IsRemoval)
        {
            types.Replace(definition.Name, []);
        }
        else if (definition.IsBeingDeleted)
        {
            Empty(definition);
        }
        else
        {
            types.Replace(definition.Name, CustomTypes.Of(definition.Value));
            Establish(definition);
        }
    }

    private void Establish(StoredObject definition)
    {
        var now = ObjectMetadata.Time(time.GetUtcNow());
        objects.Patch(
            new ObjectTarget(BuiltInTypes.Definitions, null, definition.Name, "status"),
            value =>
            {
                var result = (JsonObject)value.DeepClone();
                SetCondition(result, "NamesAccepted", "True", "NoConflicts", "no conflicts found", now);
                SetCondition(result, "Established", "True", "InitialNamesAccepted", "the initial names have been accepted", now);
                var status = (JsonObject)result["status"]!;
                status["acceptedNames"] = result["spec"]!["names"]!.DeepClone();
                var versions = ObjectMetadata.Names(status, "storedVersions");
                var storage = (result["spec"]!["versions"] as JsonArray ?? []).OfType<JsonObject>().Where(x => (bool?)x["storage"] == true).Select(x => ObjectMetadata.Text(x, "name")!);
                status["storedVersions"] = new JsonArray([.. versions.Union(storage).Select(x => (JsonNode)x)]);
                return result;
            },
            new WriteOptions { Manager = Manager });
    }

    private void Empty(StoredObject definition)
    {
        var type = types.All.FirstOrDefault(x => x.IsCustom && x.StorageKey == definition.Name);
        foreach (var value in store.Read(definition.Name).Objects.In(null))
        {
            if (type is not null && !value.IsBeingDeleted)
                deletion.Delete(new ObjectTarget(type, value.NamespaceName, value.Name), new DeletionRequest());
        }

        Finish(definition);
    }

    private void Finish(StoredObject definition)
    {
        if (!store.Read(definition.Name).Objects.In(null).Any())
            FinalizerRemoval.Remove(store, BuiltInTypes.Definitions.StorageKey, definition, Finalizer);
    }
}
