using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Controlling.Quotas;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Admitting;

/// <summary>Refuses what goes beyond a namespace's ResourceQuotas. What is used is counted anew each time; quotas with scopes aren't held. Runs when nobody else writes.</summary>
internal sealed class QuotaAdmission(ObjectStore store) : IAdmission
{
    public void Admit(AdmissionRequest request)
    {
        if (request.Old is not null || request.NamespaceName is not { } name)
            return;
        foreach (var quota in store.Read(BuiltInTypes.ResourceQuotas.StorageKey).Objects.In(name))
        {
            if (quota.Value["spec"] is JsonObject spec && spec["scopes"] is null && spec["scopeSelector"] is null && spec["hard"] is JsonObject hard)
                Check(request, quota.Name, hard);
        }
    }

    private void Check(AdmissionRequest request, string quota, JsonObject hard)
    {
        var exceeded = new List<(string Resource, string Requested, string Used, string Limited)>();
        var unspecified = new List<string>();
        var pod = request.Type == BuiltInTypes.Pods ? Pod(request.Value) : null;
        var pods = pod is null
            ? []
            : store.Read(BuiltInTypes.Pods.StorageKey).Objects.In(request.NamespaceName).Select(x => Pod(x.Value)).Where(x => !x.IsFinished()).ToList();
        foreach (var (resource, bound) in hard.OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            ResourceQuantity? used, requested;
            if (pod is not null)
            {
                requested = QuotaUsage.OfPods(resource, [pod]);
                used = QuotaUsage.OfPods(resource, pods);
                if (requested is not null && Unspecified(resource, pod) is { Length: > 0 } containers)
                    unspecified.Add($"{resource} for: {containers}");
            }
            else
            {
                requested = Counts(resource, request) ? QuotaUsage.Count(1) : null;
                used = QuotaUsage.Count(requested is null ? 0 : store.Read(request.Type.StorageKey).Objects.In(request.NamespaceName).Count());
            }

            if (requested is not null && used is not null && requested.ToDecimal() > 0 && used.ToDecimal() + requested.ToDecimal() > new ResourceQuantity(bound!.ToString()).ToDecimal())
                exceeded.Add((resource, requested.ToString(), used.ToString(), bound.ToString()));
        }

        if (unspecified.Count > 0)
            throw Refusals.Forbidden(request.Type, request.Name, $"failed quota: {quota}: must specify {string.Join("; ", unspecified)}");
        if (exceeded.Count > 0)
        {
            string List(Func<(string Resource, string Requested, string Used, string Limited), string> of) => string.Join(',', exceeded.Select(x => $"{x.Resource}={of(x)}"));
            throw Refusals.Forbidden(request.Type, request.Name, $"exceeded quota: {quota}, requested: {List(x => x.Requested)}, used: {List(x => x.Used)}, limited: {List(x => x.Limited)}");
        }
    }

    private static bool Counts(string resource, AdmissionRequest request)
    {
        var type = request.Type;
        return resource == $"count/{type.GroupResource}"
            || (type.Group.Length == 0 && resource == type.Plural && resource is "services" or "configmaps" or "secrets" or "persistentvolumeclaims" or "resourcequotas")
            || (resource == "services.nodeports" && type == BuiltInTypes.Services && (string?)request.Value["spec"]?["type"] == "NodePort")
            || (resource == "services.loadbalancers" && type == BuiltInTypes.Services && (string?)request.Value["spec"]?["type"] == "LoadBalancer");
    }

    // A quota of processor or memory can't be held against containers that don't say how much they take.
    private static string Unspecified(string resource, V1Pod pod)
    {
        var isLimit = resource.StartsWith("limits.", StringComparison.Ordinal);
        var name = isLimit ? resource["limits.".Length..] : resource.StartsWith("requests.", StringComparison.Ordinal) ? resource["requests.".Length..] : resource;
        if (name is not ("cpu" or "memory"))
            return "";
        var silent = pod.Spec.Containers.Where(x => (isLimit ? x.Resources?.Limits : x.Resources?.Requests)?.ContainsKey(name) != true).Select(x => x.Name);
        return string.Join(',', silent);
    }

    private static V1Pod Pod(JsonObject value) => KubernetesJson.Deserialize<V1Pod>(value.ToJsonString());
}
