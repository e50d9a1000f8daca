using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Services;

/// <summary>One pod behind a Service.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Ports">Its ports, in the order of the Service's, without those that it doesn't have.</param>
internal sealed record ServiceEndpoint(V1Pod Pod, IReadOnlyList<(V1ServicePort Service, int Port)> Ports)
{
    public bool IsServing => Pod.IsReady();

    public bool IsTerminating => Pod.Metadata.DeletionTimestamp is not null;

    public bool IsReady(V1Service service) => service.Spec.PublishNotReadyAddresses == true || (IsServing && !IsTerminating);

    public static IReadOnlyList<ServiceEndpoint> Of(V1Service service, IEnumerable<V1Pod> pods) =>
    [
        .. pods
            .Where(x => !x.IsFinished() && !string.IsNullOrEmpty(x.Status?.PodIP) && service.Spec.Selector.Matches(x.Metadata.Labels))
            .OrderBy(x => x.Metadata.CreationTimestamp).ThenBy(x => x.Metadata.Name, StringComparer.Ordinal)
            .Select(x => new ServiceEndpoint(x, [.. PortsOf(service, x)])),
    ];

    private static IEnumerable<(V1ServicePort, int)> PortsOf(V1Service service, V1Pod pod)
    {
        foreach (var port in service.Spec.Ports ?? [])
        {
            if (PodPorts.Resolve(pod, port.TargetPort ?? port.Port) is { } number)
                yield return (port, number);
        }
    }
}
