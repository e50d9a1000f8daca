using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;
using Pipeline.Kubernetes.Validating.Values;
using static Pipeline.Kubernetes.Policies.Offence;

namespace Pipeline.Kubernetes.Policies;

/// <summary>What the workloads of a namespace may come to use together, against its quota.</summary>
internal static class QuotaCheck
{
    public static IEnumerable<Offence> Find(ManifestObject quota, PolicyContext context)
    {
        // A quota with scopes counts some of the pods only.
        if (quota.Body.At("spec").Has("scopes") || quota.Body.At("spec").Has("scopeSelector"))
            yield break;
        foreach (var (name, hard) in quota.Body.At("spec").Map("hard") ?? [])
        {
            if (Quantity.Of(hard) is not { } allowed || Source(name) is not { } source)
                continue;
            var needed = context.Set.WorkloadsIn(quota.Namespace ?? "").Sum(x => Most(x, context) * (source.Field is null ? 1 : PerPod(x, source.Field, source.Resource)));
            if (needed > allowed)
                yield return At(hard, string.Create(CultureInfo.InvariantCulture, $"is {hard.AsText() ?? hard!.ToJsonString()} for {name}, and all replicas at most, with one more while rolling out, come to {needed:0.###}."));
        }
    }

    private static (string? Field, string Resource)? Source(string name) => name switch
    {
        "pods" or "count/pods" => (null, ""),
        "cpu" or "memory" or "ephemeral-storage" => ("requests", name),
        _ when name.StartsWith("requests.", StringComparison.Ordinal) && name is not "requests.storage" => ("requests", name["requests.".Length..]),
        _ when name.StartsWith("limits.", StringComparison.Ordinal) => ("limits", name["limits.".Length..]),
        _ => null,
    };

    // While rolling out, a Deployment has its surge on top.
    private static long Most(Workload workload, PolicyContext context)
    {
        var spec = workload.Item.Body.At("spec");
        if (workload.IsJob)
            return workload.JobSpec.Whole("parallelism") ?? 1;
        if (!workload.IsScaled)
            return 1;
        var replicas = context.Set.Autoscaler(workload)?.Body.At("spec").Whole("maxReplicas") ?? spec.Whole("replicas") ?? 1;
        return workload.Item.Kind == "Deployment" && spec.At("strategy").Text("type") != "Recreate" ? replicas + Surge(spec.At("strategy").At("rollingUpdate").At("maxSurge"), replicas) : replicas;
    }

    private static long Surge(JsonNode? surge, long replicas) =>
        surge.AsWhole() ?? (long)Math.Ceiling(replicas * (int.TryParse((surge.AsText() ?? "25%").TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : 25) / 100.0);

    // Init containers run before the others: the larger of both counts (sidecars with the others).
    private static double PerPod(Workload workload, string field, string resource)
    {
        double Sum(Func<Container, bool> which) => workload.Containers.Where(which).Sum(Amount);
        double Amount(Container x) => Quantity.Of(x.Body.At("resources").At(field).At(resource)) ?? (field == "requests" ? Quantity.Of(x.Body.At("resources").At("limits").At(resource)) : null) ?? 0;
        return Math.Max(Sum(x => x.Role is ContainerRole.Main or ContainerRole.Sidecar), workload.Containers.Where(x => x.Role == ContainerRole.Init).Select(Amount).DefaultIfEmpty().Max());
    }
}
