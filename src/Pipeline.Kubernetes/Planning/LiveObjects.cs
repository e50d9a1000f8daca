using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Planning;

/// <summary>Reads what is there of the objects that a plan is about.</summary>
internal static class LiveObjects
{
    // From so many objects of a kind in a namespace on, one list is less work than a request for each.
    private const int ListFrom = 10;

    public static async Task<IReadOnlyDictionary<(string, string, string, string), JsonObject>> ReadAsync(
        Cluster cluster, IReadOnlyList<(ObjectReference Reference, ResourceType Type)> wanted, int concurrency, CancellationToken cancellationToken)
    {
        var groups = wanted.GroupBy(x => (x.Type, x.Reference.Namespace)).ToList();
        var found = await groups.SelectAsync(concurrency, async (x, token) => await ListedAsync(cluster, [.. x], token) ?? await EachAsync(cluster, [.. x], concurrency, token), cancellationToken);
        return found.SelectMany(x => x).ToDictionary(x => x.Reference.Identity, x => x.Live);
    }

    private static async Task<IReadOnlyList<(ObjectReference Reference, JsonObject Live)>?> ListedAsync(Cluster cluster, IReadOnlyList<(ObjectReference Reference, ResourceType Type)> group, CancellationToken cancellationToken)
    {
        if (group.Count < ListFrom)
            return null;

        var (first, type) = group[0];
        try
        {
            var list = await cluster.Client.ListAsync(type.ListPath(first.Namespace), cancellationToken);
            var byName = list.Items.ToDictionary(x => x.Text("metadata", "name")!);
            return [.. group.Where(x => byName.ContainsKey(x.Reference.Name)).Select(x => (x.Reference, WithKind(byName[x.Reference.Name], type)))];
        }
        catch (ApiException error) when (error.IsMissingRight || error.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<(ObjectReference Reference, JsonObject Live)>> EachAsync(Cluster cluster, IReadOnlyList<(ObjectReference Reference, ResourceType Type)> group, int concurrency, CancellationToken cancellationToken)
    {
        var found = await group.SelectAsync(concurrency, (x, token) => cluster.Client.FindAsync(x.Type.Path(x.Reference), token), cancellationToken);
        return [.. group.Zip(found).Where(x => x.Second is not null).Select(x => (x.First.Reference, x.Second!))];
    }

    // Items of a list carry neither apiVersion nor kind.
    private static JsonObject WithKind(JsonObject item, ResourceType type)
    {
        item["apiVersion"] = type.ApiVersion;
        item["kind"] = type.Kind;
        return item;
    }
}
