using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Planning;

/// <summary>Which namespaces of a set are there, and which it makes.</summary>
internal sealed class PlannedNamespaces
{
    private readonly HashSet<string> _live = [];
    private readonly HashSet<string> _made = [];

    public static async Task<PlannedNamespaces> ReadAsync(Cluster cluster, DesiredSet set, string recordsNamespace, CancellationToken cancellationToken)
    {
        var namespaces = new PlannedNamespaces();
        foreach (var name in set.Objects.Select(x => x.Reference.Namespace).OfType<string>().Append(recordsNamespace).Distinct())
        {
            if (await ExistsAsync(cluster.Client, name, cancellationToken))
                namespaces._live.Add(name);
        }

        namespaces._made.UnionWith(set.Objects.Where(x => x.Stage == ApplyStage.Namespaces && !namespaces._live.Contains(x.Reference.Name)).Select(x => x.Reference.Name));
        return namespaces;
    }

    public bool IsMade(string? name) => name is not null && _made.Contains(name);

    public bool IsMissing(string? name) => name is not null && !_made.Contains(name) && !_live.Contains(name);

    public static async Task<bool> ExistsAsync(ApiClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await client.FindAsync($"/api/v1/namespaces/{Uri.EscapeDataString(name)}", cancellationToken) is not null;
        }
        catch (ApiException error) when (error.IsMissingRight)
        {
            // Who may only work in a namespace may be kept from looking at it; the requests in it will tell.
            return true;
        }
    }
}
