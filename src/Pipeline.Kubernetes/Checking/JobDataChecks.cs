using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Checking;

/// <summary>Whether the Secrets and ConfigMaps are there that the Job's pod takes values from, with the keys that it asks for. No value is looked at.</summary>
internal sealed class JobDataChecks(Cluster cluster, ClusterCheckRequest request)
{
    private readonly IReadOnlyList<ManifestObject> _objects = request.Job?.Objects ?? [];

    public async Task<IEnumerable<ClusterCheck>> RunAsync(CancellationToken cancellationToken)
    {
        var asked = _objects.Select(Workload.Of).OfType<Workload>().SelectMany(DataReference.Of).Where(x => !x.IsOptional && x.Name.AsText() is { Length: > 0 }).GroupBy(x => (x.Kind, Name: x.Name.AsText()!));
        var checks = new List<ClusterCheck>();
        foreach (var group in asked)
            checks.Add(await CheckAsync(group.Key.Kind, group.Key.Name, [.. group.SelectMany(x => x.Keys).Select(x => x.AsText()).OfType<string>().Distinct()], cancellationToken));
        return checks;
    }

    private async Task<ClusterCheck> CheckAsync(string kind, string name, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var title = $"{kind} {request.Namespace}/{name} exists{(keys.Count == 0 ? "" : $" with {string.Join(", ", keys)}")}";
        if (_objects.Any(x => x.Kind == kind && x.Group.Length == 0 && x.Name == name))
            return new ClusterCheck(title, ClusterCheckResult.Passed, "the delivery brings it with its Job");
        try
        {
            var plural = kind == "Secret" ? "secrets" : "configmaps";
            return await cluster.Client.FindAsync($"/api/v1/namespaces/{Uri.EscapeDataString(request.Namespace)}/{plural}/{Uri.EscapeDataString(name)}", cancellationToken) is { } live
                ? Check(title, keys, live)
                : new ClusterCheck(title, ClusterCheckResult.Failed, "it isn't there, and no Job starts without it", Fix(kind, name, keys));
        }
        catch (ApiException error) when (error.IsMissingRight)
        {
            return new ClusterCheck(title, ClusterCheckResult.NotChecked, error.Message);
        }
    }

    private static ClusterCheck Check(string title, IReadOnlyList<string> keys, JsonObject live)
    {
        var there = (live.Map("data") ?? []).Concat(live.Map("binaryData") ?? []).Select(x => x.Key).ToList();
        var missing = keys.Except(there).ToList();
        return missing.Count == 0
            ? new ClusterCheck(title, ClusterCheckResult.Passed, "it is there")
            : new ClusterCheck(title, ClusterCheckResult.Failed, $"it has no {string.Join(", ", missing)}; {(there.Count == 0 ? "it is empty" : $"it has {string.Join(", ", there)}")}", "Add what is missing where it is made.");
    }

    private string Fix(string kind, string name, IReadOnlyList<string> keys)
    {
        var (advice, command) = kind == "Secret" ? ("Have the secrets manager make it, or", "secret generic") : ("Make it", "configmap");
        return $"{advice}: kubectl --namespace {request.Namespace} create {command} {name}{string.Concat(keys.Select(x => $" --from-file={x}=FILE"))}";
    }
}
