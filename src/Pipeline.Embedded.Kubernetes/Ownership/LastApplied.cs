using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>The annotation of kubectl's client-side apply, from which its server-side apply takes over.</summary>
internal static class LastApplied
{
    /// <summary>The only field manager that this is done for.</summary>
    public const string Manager = "kubectl";

    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    // All annotations together may have 256 KiB.
    private const int MaxAnnotationBytes = 256 * 1024;

    /// <summary>The fields that the annotation names and that still have its values; null where there is no usable annotation.</summary>
    public static FieldSet? Owned(JsonObject live, TypeSchema schema)
    {
        if (Read(live) is not { Length: > 0 } text)
            return null;
        JsonObject? applied;
        try
        {
            applied = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
        if (applied is null || TypedValidation.Check(applied, schema) is not null)
            return null;
        var comparison = FieldComparison.Of(applied, live, schema);
        return OwnedFields.Of(applied, schema).Difference(comparison.Modified).Difference(comparison.Added).Difference(comparison.Removed);
    }

    /// <summary>Sets the annotation of an object that has one to a new configuration.</summary>
    public static void Renew(JsonObject value, JsonObject applied)
    {
        if (Read(value) is null)
            return;
        var copy = (JsonObject)applied.DeepClone();
        ((copy["metadata"] as JsonObject)?["annotations"] as JsonObject)?.Remove(Annotation);
        var text = copy.ToJsonString() + "\n";
        var annotations = (JsonObject)value["metadata"]!["annotations"]!;
        annotations[Annotation] = text;
        if (annotations.Sum(annotation => Encoding.UTF8.GetByteCount(annotation.Key) + Encoding.UTF8.GetByteCount($"{annotation.Value}")) > MaxAnnotationBytes)
            annotations[Annotation] = "";
    }

    private static string? Read(JsonObject value) =>
        ((value["metadata"] as JsonObject)?["annotations"] as JsonObject)?[Annotation] is JsonValue text && text.TryGetValue<string>(out var found) ? found : null;
}
