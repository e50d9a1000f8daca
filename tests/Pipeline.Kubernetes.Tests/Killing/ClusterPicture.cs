using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.Tests.Killing;

/// <summary>What a deployment left in a cluster, without what differs from run to run: uids, times, versions, addresses, and the namespace's name.</summary>
internal static class ClusterPicture
{
    private static readonly string[] Volatile = ["uid", "resourceVersion", "creationTimestamp", "generation", "time"];

    public static async Task<IReadOnlyList<string>> TakeAsync(ApiClient client, DeployPlace place)
    {
        var picture = new List<string>();
        foreach (var path in new[] { "/api/v1/namespaces/NS/configmaps", "/api/v1/namespaces/NS/services", "/api/v1/namespaces/NS/secrets?fieldSelector=type%3DOpaque", $"/apis/{place.Group}/v1/namespaces/NS/widgets" })
        {
            var list = await client.ListAsync(path.Replace("NS", place.Namespace, StringComparison.Ordinal), CancellationToken.None);
            picture.AddRange(list.Items.Where(x => x.Text("metadata", "name") != "kube-root-ca.crt").Select(x => Text(x, place)));
        }

        picture.Add(Text((await client.FindAsync($"/api/v1/namespaces/{place.Namespace}", CancellationToken.None))!, place));
        var history = await new ReleaseStore(client, "web", place.Namespace).ReadAsync(CancellationToken.None);
        picture.AddRange(history.Records.Select(x => $"release {x.Number} {x.Release.State}: {string.Join(", ", x.Release.Objects.Select(y => $"{y.Kind}/{y.Name}"))}; left {string.Join(", ", x.Leftovers)}".Replace(place.Namespace, "NS", StringComparison.Ordinal)));
        var lease = await client.FindAsync($"/apis/coordination.k8s.io/v1/namespaces/{place.Namespace}/leases/pipeline.web", CancellationToken.None);
        picture.Add($"lock held by {lease.Text("spec", "holderIdentity") ?? "nobody"}");
        return picture;
    }

    private static string Text(JsonObject item, DeployPlace place)
    {
        var copy = item.DeepClone().AsObject();
        copy.Remove("status");
        (copy["spec"] as JsonObject)?.Remove("clusterIP");
        (copy["spec"] as JsonObject)?.Remove("clusterIPs");
        if (copy.At("metadata", "managedFields") is JsonArray owners)
            copy["metadata"]!["managedFields"] = new JsonArray([.. owners.OfType<JsonObject>().Where(x => x.Text("subresource") is null).OrderBy(x => x.Text("manager")).Select(x => x.DeepClone())]);
        Strip(copy);
        return copy.ToJsonString().Replace(place.Namespace, "NS", StringComparison.Ordinal);
    }

    private static void Strip(JsonNode? node)
    {
        foreach (var child in (node as JsonArray ?? []).Concat((node as JsonObject ?? []).Where(x => !Volatile.Contains(x.Key)).Select(x => x.Value)))
            Strip(child);
        foreach (var name in Volatile)
            (node as JsonObject)?.Remove(name);
    }
}
