using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Deleting;

/// <summary>Changes of metadata that the cluster makes by itself while objects are deleted.</summary>
internal static class FinalizerRemoval
{
    /// <summary>Takes a finalizer from an object, and the object away if it was the last that kept it.</summary>
    public static void Remove(ObjectStore store, string table, StoredObject known, string finalizer) => Rewrite(store, table, known, value =>
    {
        var metadata = ObjectMetadata.Of(value);
        SetOrRemove(metadata, "finalizers", [.. ObjectMetadata.Names(metadata, "finalizers").Where(x => x != finalizer).Select(x => (JsonNode)x)]);
    });

    /// <summary>Changes an object as it is now, if it is still the same one.</summary>
    public static void Rewrite(ObjectStore store, string table, StoredObject known, Action<JsonObject> change) => store.Exclusively(() =>
    {
        if (store.Find(table, known.NamespaceName, known.Name) is not { } value || value.Uid != known.Uid)
            return null;
        var next = (JsonObject)value.Value.DeepClone();
        change(next);
        if (Finalizers.IsReleased(next))
            return store.Remove(table, value, next);
        return Sameness.Same(value.Value, next) ? value : store.Put(table, value.NamespaceName, value.Name, value, next);
    });

    public static void SetOrRemove(JsonObject metadata, string name, JsonNode[] items)
    {
        if (items.Length == 0)
            metadata.Remove(name);
        else
            metadata[name] = new JsonArray(items);
    }
}
