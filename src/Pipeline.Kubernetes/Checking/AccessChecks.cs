using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Checking;

/// <summary>Asks the cluster, verb by verb, whether all that a deployment does is allowed (SelfSubjectAccessReview, which changes nothing).</summary>
internal sealed class AccessChecks(Cluster cluster, ClusterCheckRequest request)
{
    private const int Concurrency = 16;

    // What every deployment does: its record, its lock, and what it reads to tell why something isn't ready.
    private static readonly (string Group, string Resource, string? Subresource, string[] Verbs)[] Always =
    [
        ("", "secrets", null, ["get", "list", "create", "update", "delete"]),
        ("coordination.k8s.io", "leases", null, ["get", "create", "update"]),
        ("", "pods", null, ["list", "watch"]),
        ("", "pods", "log", ["get"]),
        ("", "events", null, ["list"]),
        ("apps", "replicasets", null, ["list", "watch"]),
    ];

    // Server-side apply needs patch, and create for what isn't there yet; delete is for pruning.
    private static readonly string[] Applied = ["get", "list", "watch", "create", "patch", "delete"];

    // What a Job needs beside it is applied and left alone.
    private static readonly string[] Placed = ["create", "patch"];

    public async Task<IEnumerable<ClusterCheck>> RunAsync(CancellationToken cancellationToken)
    {
        var needed = Always.SelectMany(x => x.Verbs.Select(y => new NeededRight(x.Group, x.Resource, request.Namespace, y) { Subresource = x.Subresource })).ToList();
        foreach (var item in request.Manifests.Objects)
            needed.AddRange(await NeededAsync(item, item.Namespace ?? request.Namespace, Applied, cancellationToken));
        if (request.Job is { } job)
        {
            foreach (var item in job.Objects.Where(x => x is not { Kind: "Namespace", Group: "" }))
                needed.AddRange(await NeededAsync(item, request.Namespace, item is { Kind: "Job", Group: "batch" } ? Applied : Placed, cancellationToken));
            // The plan that it carries out is a ConfigMap.
            needed.AddRange(Placed.Select(x => new NeededRight("", "configmaps", request.Namespace, x)));
        }

        var distinct = needed.Distinct().ToList();
        var answers = await distinct.SelectAsync(Concurrency, IsAllowedAsync, cancellationToken);
        return [.. distinct.Zip(answers).GroupBy(x => (x.First.FullName, x.First.Namespace)).Select(Check)];
    }

    private async Task<IEnumerable<NeededRight>> NeededAsync(ManifestObject item, string @namespace, string[] verbs, CancellationToken cancellationToken) =>
        await cluster.Resources.FindAsync(item.ApiVersion, item.Kind, cancellationToken) is { } type
            ? verbs.Select(x => new NeededRight(type.Group, type.Plural, type.IsNamespaced ? @namespace : null, x))
            : [];

    private static ClusterCheck Check(IGrouping<(string FullName, string? Namespace), (NeededRight Right, bool IsAllowed)> group)
    {
        var scope = group.Key.Namespace is { } @namespace ? $"in namespace {@namespace}" : "at the cluster's scope";
        var (right, missing) = (group.First().Right, group.Where(x => !x.IsAllowed).Select(x => x.Right.Verb).ToList());
        var name = $"may {string.Join(", ", group.Select(x => x.Right.Verb))} {group.Key.FullName}";
        return missing.Count == 0
            ? new ClusterCheck(name, ClusterCheckResult.Passed, scope)
            : new ClusterCheck(
                name,
                ClusterCheckResult.Failed,
                $"may not {string.Join(", ", missing)} {scope}",
                $"Add to a {(group.Key.Namespace is null ? "ClusterRole" : "Role")}: apiGroups [\"{right.Group}\"], resources [\"{right.Resource}{(right.Subresource is null ? "" : $"/{right.Subresource}")}\"], verbs [{string.Join(", ", missing.Select(x => $"\"{x}\""))}]");
    }

    private async Task<bool> IsAllowedAsync(NeededRight right, CancellationToken cancellationToken)
    {
        var attributes = new JsonObject { ["verb"] = right.Verb, ["group"] = right.Group, ["resource"] = right.Resource };
        if (right.Namespace is { } @namespace)
            attributes["namespace"] = @namespace;
        if (right.Subresource is { } subresource)
            attributes["subresource"] = subresource;
        var review = new JsonObject
        {
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["kind"] = "SelfSubjectAccessReview",
            ["spec"] = new JsonObject { ["resourceAttributes"] = attributes },
        };
        var answer = await cluster.Client.SendAsync(new ApiRequest(HttpMethod.Post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews") { Body = review }, cancellationToken);
        return answer.Body.IsTrue("status", "allowed");
    }
}
