using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>kube-apiserver's validation of an object that is about to be stored.</summary>
internal static class ObjectValidation
{
    /// <summary>The causes of a 422; none where the object may be stored.</summary>
    /// <param name="value">The object, defaults included.</param>
    /// <param name="old">The stored object for an update; null for a create.</param>
    /// <param name="schema">The kind's schema.</param>
    public static IReadOnlyList<FieldCause> Validate(JsonObject value, JsonObject? old, TypeSchema schema) => [];
}
