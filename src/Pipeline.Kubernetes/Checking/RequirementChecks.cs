using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Checking;

/// <summary>What the manifests take for granted in a cluster: kinds, classes, metrics, and credentials for images.</summary>
internal sealed class RequirementChecks(Cluster cluster, ClusterCheckRequest request)
{
    private readonly List<JsonObject> _bodies = [.. request.Manifests.Objects.Select(x => x.Body)];

    public async Task<IEnumerable<ClusterCheck>> RunAsync(CancellationToken cancellationToken)
    {
        var checks = new List<ClusterCheck>();
        checks.AddRange(await KindsAsync(cancellationToken));
        checks.AddRange(await CertificatesAsync(cancellationToken));
        checks.AddRange(await ClassesAsync("Ingress", "networking.k8s.io/v1", "IngressClass", "ingressclass.kubernetes.io/is-default-class", x => x.Text("spec", "ingressClassName") ?? x.Annotation("kubernetes.io/ingress.class"), "Install an ingress controller, or name one of the classes that are there.", cancellationToken));
        checks.AddRange(await ClassesAsync("PersistentVolumeClaim", "storage.k8s.io/v1", "StorageClass", "storageclass.kubernetes.io/is-default-class", x => x.Text("spec", "storageClassName"), "Install a storage provisioner, or name one of the classes that are there.", cancellationToken));
        checks.AddRange(await MetricsAsync(cancellationToken));
        checks.AddRange(await new ImageChecks(cluster, request).RunAsync(cancellationToken));
        return checks;
    }

    private async Task<IEnumerable<ClusterCheck>> KindsAsync(CancellationToken cancellationToken)
    {
        var brought = Of("CustomResourceDefinition").Select(x => (x.Text("spec", "group"), x.Text("spec", "names", "kind"))).ToHashSet();
        var checks = new List<ClusterCheck>();
        foreach (var (apiVersion, kind) in request.Manifests.Objects.Where(x => !brought.Contains((x.Group, x.Kind))).Select(x => (x.ApiVersion, x.Kind)).Distinct())
        {
            if (await cluster.Resources.FindAsync(apiVersion, kind, cancellationToken) is null)
                checks.Add(new ClusterCheck($"the cluster knows {kind} ({apiVersion})", ClusterCheckResult.Failed, "it isn't served", DeployErrors.UnknownKind.Cure));
        }

        return checks;
    }

    private async Task<IEnumerable<ClusterCheck>> CertificatesAsync(CancellationToken cancellationToken)
    {
        var uses = _bodies.Any(x => x.Text("apiVersion")?.StartsWith("cert-manager.io/", StringComparison.Ordinal) == true
            || (x.At("metadata", "annotations") as JsonObject ?? []).Any(y => y.Key.StartsWith("cert-manager.io/", StringComparison.Ordinal)));
        if (!uses)
            return [];
        return [await cluster.Resources.FindAsync("cert-manager.io/v1", "Certificate", cancellationToken) is not null
            ? new ClusterCheck("cert-manager is installed", ClusterCheckResult.Passed, "cert-manager.io/v1 is served")
            : new ClusterCheck("cert-manager is installed", ClusterCheckResult.Failed, "cert-manager.io/v1 isn't served", "Install cert-manager: https://cert-manager.io/docs/installation/")];
    }

    private async Task<IEnumerable<ClusterCheck>> ClassesAsync(string kind, string apiVersion, string classKind, string defaultAnnotation, Func<JsonObject, string?> named, string fix, CancellationToken cancellationToken)
    {
        var users = Of(kind).ToList();
        if (users.Count == 0 || await cluster.Resources.FindAsync(apiVersion, classKind, cancellationToken) is not { } type)
            return [];

        IReadOnlyList<JsonObject> classes;
        try
        {
            classes = (await cluster.Client.ListAsync(type.ListPath(null), cancellationToken)).Items;
        }
        catch (ApiException error) when (error.IsMissingRight)
        {
            return [new ClusterCheck($"the {classKind} is there", ClusterCheckResult.NotChecked, error.Message)];
        }

        var there = classes.Select(x => x.Text("metadata", "name")).Concat(Of(classKind).Select(x => x.Text("metadata", "name"))).ToList();
        var list = there.Count == 0 ? "there is none" : $"there are {string.Join(", ", there)}";
        return users.Select(named).Distinct().Select(x => x switch
        {
            // An empty storageClassName asks for a volume that was made by hand.
            "" => new ClusterCheck($"a volume is there for each {kind}", ClusterCheckResult.NotChecked, "it asks for one that is made by hand"),
            null when classes.Any(y => y.Annotation(defaultAnnotation) == "true") => new ClusterCheck($"there is a default {classKind}", ClusterCheckResult.Passed, list),
            null => new ClusterCheck($"there is a default {classKind}", ClusterCheckResult.Failed, list, fix),
            _ => new ClusterCheck($"{classKind} {x} exists", there.Contains(x) ? ClusterCheckResult.Passed : ClusterCheckResult.Failed, list, there.Contains(x) ? null : fix),
        });
    }

    private async Task<IEnumerable<ClusterCheck>> MetricsAsync(CancellationToken cancellationToken)
    {
        var checks = new List<ClusterCheck>();
        var needed = Of("HorizontalPodAutoscaler").SelectMany(x => x.Items("spec", "metrics")).Select(x => x.Text("type") switch
        {
            "Resource" or "ContainerResource" => ("metrics.k8s.io", "Install metrics-server."),
            "External" => ("external.metrics.k8s.io", "Install a metrics adapter that serves external metrics (prometheus-adapter, KEDA)."),
            _ => ("custom.metrics.k8s.io", "Install a metrics adapter that serves custom metrics (prometheus-adapter)."),
        }).Distinct();
        foreach (var (group, fix) in needed)
        {
            checks.Add(await cluster.Resources.ServesGroupAsync(group, cancellationToken)
                ? new ClusterCheck($"the autoscaler's metrics are served ({group})", ClusterCheckResult.Passed, "the API is there")
                : new ClusterCheck($"the autoscaler's metrics are served ({group})", ClusterCheckResult.Failed, "the API isn't there; the HorizontalPodAutoscaler would do nothing", fix));
        }

        return checks;
    }

    private IEnumerable<JsonObject> Of(string kind) => _bodies.Where(x => x.Text("kind") == kind);
}
