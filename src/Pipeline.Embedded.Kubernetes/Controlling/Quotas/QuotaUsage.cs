using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Quotas;

/// <summary>What the pods of a namespace ask for, in the words of a ResourceQuota. Pure.</summary>
internal static class QuotaUsage
{
    /// <summary>Null for a resource that isn't one of pods.</summary>
    public static ResourceQuantity? OfPods(string resource, IReadOnlyList<V1Pod> pods) => resource switch
    {
        "pods" or "count/pods" => Count(pods.Count),
        "cpu" or "memory" or "ephemeral-storage" => Sum(pods, x => x.Requests, resource),
        _ when resource.StartsWith("requests.", StringComparison.Ordinal) && resource != "requests.storage" => Sum(pods, x => x.Requests, resource["requests.".Length..]),
        _ when resource.StartsWith("limits.", StringComparison.Ordinal) => Sum(pods, x => x.Limits, resource["limits.".Length..]),
        _ => null,
    };

    public static ResourceQuantity Count(int number) => new(number, 0, ResourceQuantity.SuffixFormat.DecimalSI);

    public static ResourceQuantity Total(IEnumerable<ResourceQuantity> quantities)
    {
        var list = quantities.ToList();
        return new ResourceQuantity(list.Sum(x => x.ToDecimal()), 0, list.FirstOrDefault()?.Format ?? ResourceQuantity.SuffixFormat.DecimalSI);
    }

    private static ResourceQuantity Sum(IReadOnlyList<V1Pod> pods, Func<V1ResourceRequirements, IDictionary<string, ResourceQuantity>?> which, string resource) =>
        Total(pods.SelectMany(x => x.Spec.Containers).Select(x => x.Resources is { } resources && which(resources) is { } values && values.TryGetValue(resource, out var value) ? value : null).OfType<ResourceQuantity>());
}
