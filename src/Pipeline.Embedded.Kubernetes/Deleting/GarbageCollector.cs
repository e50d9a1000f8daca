using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Deleting;

/// <summary>
/// Garbage collection by <c>ownerReferences</c>: what has no owner left is deleted; an owner in foreground deletion goes after the dependents
/// that block it, one that orphans after they have let go of it.
/// </summary>
internal sealed class GarbageCollector(ObjectStore store, TypeCatalog types, ObjectDeletion deletion) : IStoreKeeper
{
    private readonly Dictionary<string, (string Table, StoredObject Value)> _live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _dependents = new(StringComparer.Ordinal);

    public void Keep(string table, ChangeNode change)
    {
        var value = change.After!;
        var uid = value.Uid;
        if (change.Before is { } before)
        {
            foreach (var owner in OwnersOf(before))
                _dependents.GetValueOrDefault(owner.Uid)?.Remove(uid);
        }

        if (change.IsRemoval)
        {
            _live.Remove(uid);
            foreach (var dependent in DependentsOf(uid))
                Collect(dependent.Table, dependent.Value);
            _dependents.Remove(uid);
            foreach (var owner in OwnersOf(value))
                Release(owner.Uid);
            return;
        }

        _live[uid] = (table, value);
        var owners = OwnersOf(value);
        foreach (var owner in owners)
        {
            if (!_dependents.TryGetValue(owner.Uid, out var dependents))
                _dependents[owner.Uid] = dependents = new HashSet<string>(StringComparer.Ordinal);
            dependents.Add(uid);
        }

        if (owners.Count > 0)
            Collect(table, value);
        foreach (var owner in change.Before is { } earlier ? OwnersOf(earlier) : [])
            Release(owner.Uid);
        Release(uid);
    }

    private static List<OwnerReference> OwnersOf(StoredObject value) =>
        value.Metadata["ownerReferences"] is JsonArray list ? [.. list.OfType<JsonObject>().Select(OwnerReference.Of)] : [];

    private (string Table, StoredObject Value)[] DependentsOf(string uid) =>
        [.. _dependents.GetValueOrDefault(uid, []).Select(x => _live.TryGetValue(x, out var found) ? found : default).Where(x => x.Value is not null)];

    // Deletes an object whose owners are gone, or all wait for it; lets go of single ones that are gone.
    private void Collect(string table, StoredObject known)
    {
        if (store.Find(table, known.NamespaceName, known.Name) is not { } value || value.Uid != known.Uid || TypeOf(value) is not { } type)
            return;
        var owners = OwnersOf(value);
        var gone = owners.Where(x => !Exists(x, value)).ToList();
        var waiting = owners.Where(x => !gone.Contains(x) && x.Blocks && IsInForeground(x.Uid)).ToList();
        if (gone.Count + waiting.Count == owners.Count && owners.Count > 0)
        {
            if (!value.IsBeingDeleted)
                deletion.Delete(Target(type, value), new DeletionRequest { Uid = value.Uid, Propagation = waiting.Count > 0 && HasBlockers(value.Uid) ? "Foreground" : PropagationOf(value) });
        }
        else if (gone.Count > 0)
        {
            LetGo(table, value, x => gone.Any(owner => owner.Uid == x));
        }
    }

    // An owner that waits for its dependents: lets it go when none is left.
    private void Release(string uid)
    {
        // As it is known here: the store may be ahead, with dependents that are still to come.
        if (!_live.TryGetValue(uid, out var owner) || owner.Value is not { IsBeingDeleted: true } value)
            return;
        var finalizers = ObjectMetadata.Names(value.Metadata, "finalizers");
        if (finalizers.Contains(Finalizers.Orphan))
        {
            foreach (var dependent in DependentsOf(uid))
                LetGo(dependent.Table, dependent.Value, x => x == uid);
            RemoveFinalizer(owner.Table, value, Finalizers.Orphan);
        }
        else if (finalizers.Contains(Finalizers.Foreground))
        {
            foreach (var dependent in DependentsOf(uid))
                CollectInForeground(dependent.Table, dependent.Value);
            if (!HasBlockers(uid))
                RemoveFinalizer(owner.Table, value, Finalizers.Foreground);
        }
    }

    private void CollectInForeground(string table, StoredObject known)
    {
        if (store.Find(table, known.NamespaceName, known.Name) is not { IsBeingDeleted: false } value || value.Uid != known.Uid || TypeOf(value) is not { } type)
            return;
        if (OwnersOf(value).All(x => !Exists(x, value) || IsInForeground(x.Uid)))
            deletion.Delete(Target(type, value), new DeletionRequest { Uid = value.Uid, Propagation = HasBlockers(value.Uid) ? "Foreground" : PropagationOf(value) });
    }

    private bool HasBlockers(string uid) =>
        DependentsOf(uid).Any(x => store.Find(x.Table, x.Value.NamespaceName, x.Value.Name)?.Uid == x.Value.Uid && OwnersOf(x.Value).Any(owner => owner.Uid == uid && owner.Blocks));

    // An owner of a kind that isn't served can't be looked for, so it counts as there.
    private bool Exists(OwnerReference owner, StoredObject dependent)
    {
        if (_live.ContainsKey(owner.Uid))
            return true;
        var group = owner.ApiVersion.Contains('/', StringComparison.Ordinal) ? owner.ApiVersion.Split('/')[0] : "";
        if ((types.OfKind(owner.ApiVersion, owner.Kind) ?? types.OfGroupKind(group, owner.Kind)) is not { } type)
            return true;
        return store.Find(type.StorageKey, type.IsNamespaced ? dependent.NamespaceName : null, owner.Name)?.Uid == owner.Uid;
    }

    private bool IsInForeground(string uid) =>
        _live.TryGetValue(uid, out var owner) && owner.Value.IsBeingDeleted && ObjectMetadata.Names(owner.Value.Metadata, "finalizers").Contains(Finalizers.Foreground);

    private void LetGo(string table, StoredObject known, Func<string, bool> isGone) => FinalizerRemoval.Rewrite(store, table, known, value =>
    {
        var metadata = ObjectMetadata.Of(value);
        var kept = (metadata["ownerReferences"] as JsonArray ?? []).OfType<JsonObject>().Where(x => !isGone(OwnerReference.Of(x).Uid)).Select(x => x.DeepClone());
        FinalizerRemoval.SetOrRemove(metadata, "ownerReferences", [.. kept]);
    });

    private void RemoveFinalizer(string table, StoredObject known, string finalizer) => FinalizerRemoval.Remove(store, table, known, finalizer);

    private ResourceType? TypeOf(StoredObject value) => types.OfKind((string)value.Value["apiVersion"]!, (string)value.Value["kind"]!);

    private static ObjectTarget Target(ResourceType type, StoredObject value) => new(type, value.NamespaceName, value.Name);

    // What an object was told before about its own dependents still holds.
    private static string? PropagationOf(StoredObject value)
    {
        var finalizers = ObjectMetadata.Names(value.Metadata, "finalizers");
        return finalizers.Contains(Finalizers.Orphan) ? "Orphan" : finalizers.Contains(Finalizers.Foreground) ? "Foreground" : "Background";
    }
}
