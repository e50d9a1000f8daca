using k8s.Models;
using Pipeline.Embedded.Kubernetes.Running.Processes;

namespace Pipeline.Embedded.Kubernetes.Running.Probing;

/// <summary>The container that is asked.</summary>
internal sealed record ProbeTarget(V1Pod Pod, V1Container Container, string PodIP, ContainerProcess Process);
