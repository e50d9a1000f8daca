namespace Pipeline.Embedded.Kubernetes.Discovery;

/// <summary>Where a kind with the subresource <c>scale</c> keeps what a Scale shows: dotted paths.</summary>
internal sealed record ScalePaths(string SpecReplicas, string StatusReplicas, string? Selector)
{
    public static ScalePaths Workload { get; } = new("spec.replicas", "status.replicas", "spec.selector");
}
