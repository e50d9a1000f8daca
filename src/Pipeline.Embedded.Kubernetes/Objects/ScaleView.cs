using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Storing;
using Pipeline.Embedded.Kubernetes.Validating;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>The subresource <c>scale</c>: how many replicas are wanted and how many there are, the same for every kind that has it.</summary>
internal static class ScaleView
{
    public static JsonObject Of(ResourceType type, StoredObject value)
    {
        var paths = type.Scale!;
        var metadata = new JsonObject();
        foreach (var name in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
            ObjectMetadata.Copy(value.Metadata, metadata, name);
        var spec = new JsonObject();
        if (Read(value.Value, paths.SpecReplicas) is { } wanted)
            spec["replicas"] = wanted.DeepClone();
        var status = new JsonObject { ["replicas"] = Read(value.Value, paths.StatusReplicas)?.DeepClone() ?? 0 };
        if (paths.Selector is { } selector && Selector(Read(value.Value, selector)) is { Length: > 0 } text)
            status["selector"] = text;
        return new JsonObject { ["kind"] = "Scale", ["apiVersion"] = "autoscaling/v1", ["metadata"] = metadata, ["spec"] = spec, ["status"] = status };
    }

    /// <summary>A copy of the object with the scale's replicas.</summary>
    public static JsonObject Apply(ResourceType type, JsonObject value, JsonObject scale)
    {
        var name = ObjectMetadata.Text(ObjectMetadata.Of(value), "name") ?? "";
        var replicas = scale["spec"] is JsonObject spec ? ObjectMetadata.Number(spec, "replicas") : 0;
        if (replicas < 0)
            throw Refusals.Invalid("autoscaling", "Scale", name, new FieldCause("FieldValueInvalid", $"Invalid value: {replicas}: must be greater than or equal to 0", "spec.replicas"));
        var result = (JsonObject)value.DeepClone();
        var path = type.Scale!.SpecReplicas.Split('.');
        var parent = result;
        foreach (var part in path[..^1])
        {
            if (parent[part] is not JsonObject next)
                parent[part] = next = [];
            parent = next;
        }

        parent[path[^1]] = replicas;
        return result;
    }

    private static JsonNode? Read(JsonObject value, string path)
    {
        JsonNode? node = value;
        foreach (var part in path.Split('.'))
            node = (node as JsonObject)?[part];
        return node;
    }

    // As queries write it; a custom kind keeps it as text already.
    private static string Selector(JsonNode? selector)
    {
        if (selector is not JsonObject value)
            return (string?)selector ?? "";
        var parts = new List<string>();
        if (value["matchLabels"] is JsonObject labels)
            parts.AddRange(labels.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key}={(string?)x.Value}"));
        foreach (var expression in (value["matchExpressions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var key = ObjectMetadata.Text(expression, "key");
            var values = string.Join(',', ObjectMetadata.Names(expression, "values").Order(StringComparer.Ordinal));
            parts.Add(ObjectMetadata.Text(expression, "operator") switch
            {
                "In" => $"{key} in ({values})",
                "NotIn" => $"{key} notin ({values})",
                "Exists" => key!,
                _ => $"!{key}",
            });
        }

        return string.Join(',', parts);
    }
}
