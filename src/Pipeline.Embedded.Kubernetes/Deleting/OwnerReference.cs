using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Deleting;

/// <summary>An entry of <c>metadata.ownerReferences</c>. <paramref name="Blocks"/>: whether the owner's foreground deletion waits for the dependent.</summary>
internal sealed record OwnerReference(string ApiVersion, string Kind, string Name, string Uid, bool Blocks)
{
    public static OwnerReference Of(JsonObject value) => new(
        ObjectMetadata.Text(value, "apiVersion") ?? "",
        ObjectMetadata.Text(value, "kind") ?? "",
        ObjectMetadata.Text(value, "name") ?? "",
        ObjectMetadata.Text(value, "uid") ?? "",
        value["blockOwnerDeletion"] is JsonValue blocks && blocks.TryGetValue<bool>(out var isBlocking) && isBlocking);
}
