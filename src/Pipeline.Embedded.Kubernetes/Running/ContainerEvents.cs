using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>Events of one container, as the kubelet writes them: about the pod, with the container's place in it.</summary>
internal sealed class ContainerEvents(PodServices services, V1Pod pod, ContainerRecord record)
{
    private readonly string place = $"spec.{(record.Kind == ContainerKind.Main ? "containers" : "initContainers")}{{{record.Spec.Name}}}";

    /// <summary>The pod and container as messages name them.</summary>
    public string PodName { get; } = $"{pod.Metadata.Name}_{pod.Metadata.NamespaceProperty}({pod.Metadata.Uid})";

    public Task NormalAsync(string reason, string message, CancellationToken cancellationToken) => services.Events.NormalAsync(pod, reason, message, cancellationToken, place);

    public Task WarningAsync(string reason, string message, CancellationToken cancellationToken) => services.Events.WarningAsync(pod, reason, message, cancellationToken, place);
}
