using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Images;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running.Addresses;
using Pipeline.Embedded.Kubernetes.Running.Processes;
using Pipeline.Embedded.Kubernetes.Running.Volumes;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>What every pod is run with.</summary>
internal sealed record PodServices
{
    public required IClusterObjects Objects { get; init; }

    public required TimeProvider Time { get; init; }

    public required EventRecorder Events { get; init; }

    public required ImageStore Images { get; init; }

    public required HostTools Tools { get; init; }

    public required AddressBlock Addresses { get; init; }

    public required PodTimings Timings { get; init; }

    /// <summary>A folder for each pod below it.</summary>
    public required string PodsDirectory { get; init; }

    public IServiceAccountTokens? Tokens { get; init; }

    /// <summary>The variables that tell a pod where Services are.</summary>
    public required Func<V1Pod, CancellationToken, Task<IReadOnlyDictionary<string, string>>> ServiceLinks { get; init; }
}
