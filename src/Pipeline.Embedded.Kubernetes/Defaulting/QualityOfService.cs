using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>A pod's class of service (<see href="https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/"/>).</summary>
internal static class QualityOfService
{
    /// <summary><c>Guaranteed</c> where every container is limited in CPU and memory to what it asks for, <c>BestEffort</c> where none asks for anything, else <c>Burstable</c>.</summary>
    public static string Of(JsonObject spec)
    {
        var resources = spec.Objects("containers").Concat(spec.Objects("initContainers")).Select(container => container.Fields("resources")).ToArray();
        if (!resources.Any(each => Amounts(each, "requests").Count + Amounts(each, "limits").Count > 0))
            return "BestEffort";
        return resources.All(IsGuaranteed) ? "Guaranteed" : "Burstable";
    }

    private static bool IsGuaranteed(JsonObject? resources)
    {
        var limits = Amounts(resources, "limits");
        var requests = Amounts(resources, "requests");
        return limits.Count == 2 && requests.All(request => limits.GetValueOrDefault(request.Key) == request.Value);
    }

    private static Dictionary<string, string> Amounts(JsonObject? resources, string name) =>
        resources.Entries(name).Where(amount => amount.Key is "cpu" or "memory" && amount.Value.AsText() is not (null or "0")).ToDictionary(amount => amount.Key, amount => amount.Value.AsText()!);
}
