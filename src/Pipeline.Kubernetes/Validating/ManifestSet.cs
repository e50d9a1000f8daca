using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating;

/// <summary>The objects of one environment, with what is asked of them most.</summary>
internal sealed class ManifestSet
{
    private readonly ILookup<(string Kind, string Namespace, string Name), ManifestObject> byName;
    private readonly ILookup<string, ManifestObject> byKind;
    private readonly ILookup<(string Kind, string Namespace), ManifestObject> byNamespace;
    private readonly ILookup<string, Workload> workloadsByNamespace;
    private readonly Dictionary<ManifestObject, Workload> workloads;

    public ManifestSet(IReadOnlyList<ManifestObject> objects)
    {
        Objects = objects;
        Workloads = [.. objects.Select(Workload.Of).OfType<Workload>()];
        workloads = Workloads.DistinctBy(x => x.Item).ToDictionary(x => x.Item);
        byName = objects.ToLookup(x => (x.Kind, x.Namespace ?? "", x.Name));
        byKind = objects.ToLookup(x => x.Kind, StringComparer.Ordinal);
        byNamespace = objects.ToLookup(x => (x.Kind, x.Namespace ?? ""));
        workloadsByNamespace = Workloads.ToLookup(x => x.Namespace, StringComparer.Ordinal);
    }

    public IReadOnlyList<ManifestObject> Objects { get; }

    public IReadOnlyList<Workload> Workloads { get; }

    public ManifestObject? Find(string kind, string? space, string name) => byName[(kind, space ?? "", name)].FirstOrDefault();

    /// <summary>The object as one that makes pods; null for any other.</summary>
    public Workload? WorkloadOf(ManifestObject item) => workloads.GetValueOrDefault(item);

    public IEnumerable<ManifestObject> OfKind(string kind) => byKind[kind];

    public IEnumerable<ManifestObject> OfKind(string kind, string space) => byNamespace[(kind, space)];

    public IEnumerable<Workload> WorkloadsIn(string space) => workloadsByNamespace[space];

    /// <summary>The workload that an autoscaler or budget is about.</summary>
    public Workload? Target(ManifestObject scaler)
    {
        var target = scaler.Body.At("spec", "scaleTargetRef");
        return WorkloadsIn(scaler.Namespace ?? "").FirstOrDefault(x => x.Item.Kind == target.Text("kind") && x.Item.Name == target.Text("name"));
    }

    /// <summary>The autoscaler of a workload.</summary>
    public ManifestObject? Autoscaler(Workload workload) =>
        OfKind("HorizontalPodAutoscaler", workload.Namespace).FirstOrDefault(x => ReferenceEquals(Target(x), workload));

    /// <summary>How many pods a workload runs at least.</summary>
    public long Replicas(Workload workload) =>
        Autoscaler(workload) is { } scaler ? scaler.Body.At("spec").Whole("minReplicas") ?? 1 : workload.Item.Body.At("spec").Whole("replicas") ?? 1;

    /// <summary>The Services that send requests to a workload's pods.</summary>
    public IEnumerable<ManifestObject> ServicesOf(Workload workload) =>
        OfKind("Service", workload.Namespace).Where(x => x.Body.At("spec").Map("selector") is { Count: > 0 } selector && Selector.MatchesAll(selector, workload.Labels));
}
