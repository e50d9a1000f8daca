using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>Managed fields of creates, updates and patches.</summary>
internal static class UpdateOwnership
{
    /// <summary>Sets the updated object's <c>metadata.managedFields</c>: the writer owns what it changed, and the others no longer do.
    /// A client may set them itself, and take them off with <c>[{}]</c>; an object that has none gets none before it is first applied.</summary>
    public static void Track(UpdateOwnershipRequest request)
    {
        var (updated, live) = (request.Updated, request.Live);
        var isReset = string.IsNullOrEmpty(request.Subresource) && ManagedFields.IsReset(updated);
        var managed = isReset ? new() : Managed(request);
        if (managed.IsEmpty && live is not null)
        {
            managed.WriteTo(updated);
            return;
        }
        var before = live is null ? EmptyObjects.Of(request.Schema) : (JsonObject)live.DeepClone();
        (before["metadata"] as JsonObject)?.Remove("managedFields");
        (updated["metadata"] as JsonObject)?.Remove("managedFields");
        var comparison = FieldComparison.Of(before, updated, request.Schema).Without(ResetFields.Of(updated, request.Subresource, request.ResetsStatus));
        var changed = comparison.Changed;
        foreach (var owner in managed.Owners.ToArray())
            managed[owner] = managed[owner]! with { Fields = managed[owner]!.Fields.Difference(changed).Difference(comparison.Removed) };
        var taken = changed.Difference(ResetFields.Identity);
        if (!taken.IsEmpty)
        {
            var version = $"{updated["apiVersion"]}";
            var self = OwnerKey.Of(request.Manager, OwnerKey.Update, request.Subresource, version);
            managed[self] = new(version, managed[self] is { } previous ? taken.Union(previous.Fields) : taken, ManagedFields.Timestamp(request.Now));
        }
        OldUpdates.Cap(managed);
        managed.WriteTo(updated);
    }

    /// <summary>The entries to go on from: those that the client sent, or the live object's where it sent none that can be read, or wrote through a subresource.</summary>
    private static ManagedFields Managed(UpdateOwnershipRequest request)
    {
        if (string.IsNullOrEmpty(request.Subresource) && ManagedFields.Read(request.Updated) is { IsEmpty: false } sent)
            return sent;
        return ManagedFields.Read(request.Live) ?? new();
    }
}
