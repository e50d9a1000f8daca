using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Connecting;

/// <summary>What a cluster serves, by its discovery; asked once a run, and again when a kind is missing that a new definition may have brought.</summary>
internal sealed class ResourceCatalog(ApiClient client)
{
    private const string Aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    private readonly ConcurrentDictionary<(string ApiVersion, string Kind), ResourceType> _types = new();
    private readonly Lock _gate = new();
    private Task? _loading;

    /// <summary>The type of a kind; null where the cluster doesn't serve it.</summary>
    public async Task<ResourceType?> FindAsync(string apiVersion, string kind, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        return _types.GetValueOrDefault((apiVersion, kind));
    }

    /// <summary>Whether anything of an API group is served.</summary>
    public async Task<bool> ServesGroupAsync(string group, CancellationToken cancellationToken)
    {
        await LoadedAsync(cancellationToken);
        return _types.Values.Any(x => x.Group == group);
    }

    /// <summary>The versions in which a group's kind is served, for messages.</summary>
    public IReadOnlyList<string> VersionsOf(string group, string kind) => [.. _types.Values.Where(x => x.Group == group && x.Kind == kind).Select(x => x.ApiVersion).Order(StringComparer.Ordinal)];

    /// <summary>Forgets what was read: the next question asks the cluster again.</summary>
    public void Refresh()
    {
        lock (_gate)
            _loading = null;
    }

    private Task LoadedAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _loading is null or { IsFaulted: true } or { IsCanceled: true } ? _loading = Task.WhenAll(LoadAsync("/api", cancellationToken), LoadAsync("/apis", cancellationToken)) : _loading;
    }

    private async Task LoadAsync(string path, CancellationToken cancellationToken)
    {
        var body = (await client.SendAsync(ApiRequest.Get(path) with { Accept = Aggregated }, cancellationToken)).Body;
        if (body.Text("kind") == "APIGroupDiscoveryList")
            AddAggregated(body);
        else
            await Task.WhenAll(GroupVersions(body).Select(x => LoadVersionAsync(x, cancellationToken)));
    }

    private void AddAggregated(JsonObject body)
    {
        foreach (var group in body.Items("items"))
        {
            var name = group.Text("metadata", "name") ?? "";
            foreach (var version in group.Items("versions"))
            {
                var apiVersion = $"{(name.Length == 0 ? "" : name + "/")}{version.Text("version")}";
                foreach (var resource in version.Items("resources"))
                {
                    if (resource.Text("responseKind", "kind") is { } kind && resource.Text("resource") is { } plural)
                        Add(new ResourceType(apiVersion, kind, plural, resource.Text("scope") == "Namespaced"));
                }
            }
        }
    }

    // Servers before 1.26, and those that have aggregated discovery turned off.
    private async Task LoadVersionAsync(string apiVersion, CancellationToken cancellationToken)
    {
        JsonObject? body;
        try
        {
            body = await client.FindAsync($"/{(apiVersion.Contains('/') ? "apis" : "api")}/{apiVersion}", cancellationToken);
        }
        catch (ApiException error) when ((int)error.Status >= 500)
        {
            // An aggregated API whose server is down must not stop what doesn't need it.
            return;
        }

        foreach (var resource in body.Items("resources"))
        {
            if (resource.Text("kind") is { } kind && resource.Text("name") is { } plural && !plural.Contains('/'))
                Add(new ResourceType(apiVersion, kind, plural, resource.IsTrue("namespaced")));
        }
    }

    private void Add(ResourceType type) => _types[(type.ApiVersion, type.Kind)] = type;

    private static IEnumerable<string> GroupVersions(JsonObject body) => body["versions"] is JsonArray versions
        ? versions.Select(x => x!.GetValue<string>())
        : body.Items("groups").SelectMany(x => x.Items("versions")).Select(x => x.Text("groupVersion") ?? "");
}
