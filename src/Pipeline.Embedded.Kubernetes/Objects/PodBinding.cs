using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>Gives a pod to a node: the one change of a pod's node that there is.</summary>
internal sealed class PodBinding(ObjectStore store, TimeProvider time)
{
    public void Bind(string namespaceName, string name, JsonObject binding)
    {
        var node = binding["target"] is JsonObject target ? ObjectMetadata.Text(target, "name") ?? "" : "";
        store.Exclusively(() =>
        {
            var pod = store.Find(BuiltInTypes.Pods.StorageKey, namespaceName, name) ?? throw Refusals.NotFound(BuiltInTypes.Pods, name);
            if (pod.IsBeingDeleted)
                throw Refusals.Conflict("", "pods/binding", name, $"pod {name} is being deleted, cannot be assigned to a host");
            var value = (JsonObject)pod.Value.DeepClone();
            var spec = (JsonObject)value["spec"]!;
            if (ObjectMetadata.Text(spec, "nodeName") is { Length: > 0 } current)
                throw Refusals.Conflict("", "pods/binding", name, $"pod {name} is already assigned to node \"{current}\"");
            spec["nodeName"] = node;
            Schedule(value);
            return store.Put(BuiltInTypes.Pods.StorageKey, namespaceName, name, pod, value);
        });
    }

    private void Schedule(JsonObject value)
    {
        if (value["status"] is not JsonObject status)
            value["status"] = status = [];
        if (status["conditions"] is not JsonArray conditions)
            status["conditions"] = conditions = [];
        foreach (var earlier in conditions.OfType<JsonObject>().Where(x => ObjectMetadata.Text(x, "type") == "PodScheduled").ToList())
            conditions.Remove(earlier);
        conditions.Add((JsonNode)new JsonObject
        {
            ["type"] = "PodScheduled",
            ["status"] = "True",
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = ObjectMetadata.Time(time.GetUtcNow()),
        });
    }
}
