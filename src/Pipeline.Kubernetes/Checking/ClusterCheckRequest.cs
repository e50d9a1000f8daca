using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Jobs;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Checking;

/// <summary>What <see cref="ClusterDoctor"/> checks.</summary>
public sealed record ClusterCheckRequest
{
    /// <summary>The cluster.</summary>
    public required ClusterConnection Connection { get; init; }

    /// <summary>The namespace that is deployed to.</summary>
    public required string Namespace { get; init; }

    /// <summary>What would be deployed; empty when it isn't known, and then only what every deployment needs is checked.</summary>
    public RenderedManifests Manifests { get; init; } = new([]);

    /// <summary>The Job that the delivery runs in the namespace, with what it needs beside it, as in <see cref="JobRequest.Manifests"/>; null where it runs none.</summary>
    public RenderedManifests? Job { get; init; }
}
