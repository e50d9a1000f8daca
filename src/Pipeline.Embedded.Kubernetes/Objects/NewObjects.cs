using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>What the server itself puts into a new object of some kinds. Nobody owns it: it isn't in the managed fields.</summary>
internal static class NewObjects
{
    private const string ControllerUid = "batch.kubernetes.io/controller-uid";

    public static void Prepare(ResourceType type, JsonObject value)
    {
        switch (type.GroupKind)
        {
            case "Namespace":
                Part(value, "spec")["finalizers"] = new JsonArray("kubernetes");
                break;
            case "PersistentVolumeClaim":
                AddFinalizer(value, "kubernetes.io/pvc-protection");
                break;
            case "PersistentVolume":
                AddFinalizer(value, "kubernetes.io/pv-protection");
                break;
            case "Job.batch":
                SelectByUid(value);
                break;
            case "CustomResourceDefinition.apiextensions.k8s.io":
                BeginStatus(value);
                break;
        }
    }

    private static JsonObject Part(JsonObject value, string name)
    {
        if (value[name] is not JsonObject part)
            value[name] = part = [];
        return part;
    }

    private static void AddFinalizer(JsonObject value, string finalizer)
    {
        var metadata = ObjectMetadata.Of(value);
        metadata["finalizers"] = new JsonArray([.. ObjectMetadata.Names(metadata, "finalizers").Append(finalizer).Distinct().Select(x => (JsonNode)x)]);
    }

    // A job's pods carry its uid, so that no two jobs take each other's.
    private static void SelectByUid(JsonObject value)
    {
        var spec = Part(value, "spec");
        if ((spec["manualSelector"] as JsonValue)?.GetValue<bool>() == true)
            return;
        var metadata = ObjectMetadata.Of(value);
        var uid = ObjectMetadata.Text(metadata, "uid")!;
        var name = ObjectMetadata.Text(metadata, "name")!;
        foreach (var labels in (JsonObject[])[Part(metadata, "labels"), Part(Part(Part(spec, "template"), "metadata"), "labels")])
        {
            labels[ControllerUid] = uid;
            labels["batch.kubernetes.io/job-name"] = name;
            labels["controller-uid"] = uid;
            labels["job-name"] = name;
        }

        Part(Part(spec, "selector"), "matchLabels")[ControllerUid] ??= uid;
    }

    private static void BeginStatus(JsonObject value)
    {
        var storage = (value["spec"]?["versions"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(x => x["storage"] is JsonValue flag && flag.TryGetValue<bool>(out var isStorage) && isStorage)
            .Select(x => ObjectMetadata.Text(x, "name") ?? "");
        value["status"] = new JsonObject
        {
            ["conditions"] = null,
            ["acceptedNames"] = new JsonObject { ["plural"] = "", ["kind"] = "" },
            ["storedVersions"] = new JsonArray([.. storage.Select(x => (JsonNode)x)]),
        };
    }
}
