using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>Gives a pod to a node: <c>spec.nodeName</c>, which nothing else may change, and the condition <c>PodScheduled</c>.</summary>
internal static class PodBinding
{
    /// <exception cref="ApiRefusal">404: there is no such pod. 409: it has a node already.</exception>
    public static void Bind(ObjectStore store, string? namespaceName, string name, string node, DateTimeOffset now)
    {
        var key = BuiltInTypes.Pods.StorageKey;
        while (true)
        {
            var pod = store.Find(key, namespaceName, name) ?? throw Refusals.NotFound(BuiltInTypes.Pods, name);
            var value = (JsonObject)pod.Value.DeepClone();
            var spec = (JsonObject)value["spec"]!;
            if (ObjectMetadata.Text(spec, "nodeName") is { Length: > 0 } current)
                throw Refusals.Conflict("", "pods/binding", name, $"pod {name} is already assigned to node \"{current}\"");

            spec["nodeName"] = node;
            Schedule(value, now);
            if (store.Put(key, pod.NamespaceName, pod.Name, pod, value) is not null)
                return;
        }
    }

    private static void Schedule(JsonObject pod, DateTimeOffset now)
    {
        if (pod["status"] is not JsonObject status)
            pod["status"] = status = [];
        if (status["conditions"] is not JsonArray conditions)
            status["conditions"] = conditions = [];
        foreach (var old in conditions.OfType<JsonObject>().Where(x => ObjectMetadata.Text(x, "type") == "PodScheduled").ToList())
            conditions.Remove(old);
        conditions.Add((JsonNode)new JsonObject
        {
            ["type"] = "PodScheduled",
            ["status"] = "True",
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        });
    }
}
