using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Listing;

/// <summary>An object's metadata, for clients that need no more.</summary>
internal static class PartialMetadata
{
    public static JsonObject Of(StoredObject value) =>
        new() { ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = value.Metadata.DeepClone() };
}
