namespace Pipeline.Components.Environments;

/// <summary>The cluster of an environment, as its parameter file names it.</summary>
public sealed record ClusterSettings
{
    /// <summary>The kubeconfig, relative to the root. Default <c>~/.kube/config</c>; the variable <c>KUBECONFIG</c> isn't looked at.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The context in the kubeconfig. Named always: what is current on a machine decides nothing.</summary>
    public string? Context { get; init; }

    /// <summary>Whether the build runs in the cluster itself, as its pod's service account; then there is no kubeconfig.</summary>
    public bool InCluster { get; init; }

    /// <summary>The cluster that it must be: uid of its <c>kube-system</c> namespace. <c>Doctor</c> tells it.</summary>
    public required string Uid { get; init; }

    /// <summary>The namespace that is deployed to.</summary>
    public required string Namespace { get; init; }
}
