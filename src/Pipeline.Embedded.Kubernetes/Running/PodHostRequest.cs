using System.Net;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running.Addresses;
using Pipeline.Embedded.Kubernetes.Running.Volumes;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>What the node is started with.</summary>
internal sealed record PodHostRequest
{
    /// <summary>The API server.</summary>
    public required IClusterObjects Objects { get; init; }

    /// <summary>The cluster's options: images, clock.</summary>
    public required EmbeddedClusterOptions Options { get; init; }

    /// <summary>Where pods' files, logs and unpacked images are kept.</summary>
    public required string Directory { get; init; }

    /// <summary>The addresses that pods get. The caller disposes it after the node.</summary>
    public required AddressBlock Addresses { get; init; }

    /// <summary>Where a Service's port is reachable, for the variables that tell pods of it. Default nowhere.</summary>
    public Func<V1Service, V1ServicePort, IPEndPoint?> FindService { get; init; } = (_, _) => null;

    /// <summary>Where the API server is, for the pods. Default they aren't told.</summary>
    public Uri? ApiServer { get; init; }

    /// <summary>Issues tokens for projected volumes. Without it these have none.</summary>
    public IServiceAccountTokens? Tokens { get; init; }

    /// <summary>How long the kubelet waits.</summary>
    public PodTimings Timings { get; init; } = new();
}
