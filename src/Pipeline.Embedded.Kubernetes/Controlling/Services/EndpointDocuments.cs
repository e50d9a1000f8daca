using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Services;

/// <summary>Endpoints and EndpointSlices as the controllers write them. Pure.</summary>
internal static class EndpointDocuments
{
    public const string ServiceNameLabel = "kubernetes.io/service-name";
    private const string ManagedByLabel = "endpointslice.kubernetes.io/managed-by";
    private const string EndpointsManagedByLabel = "endpoints.kubernetes.io/managed-by";
    private const string EndpointsManager = "endpoint-controller";

    public static bool IsOurs(V1Endpoints endpoints) => endpoints.Metadata.Labels?.TryGetValue(EndpointsManagedByLabel, out var manager) == true && manager == EndpointsManager;

    public static V1Endpoints Endpoints(V1Service service, IReadOnlyList<ServiceEndpoint> endpoints) => new()
    {
        ApiVersion = "v1",
        Kind = "Endpoints",
        Metadata = new V1ObjectMeta
        {
            Name = service.Metadata.Name,
            NamespaceProperty = service.Metadata.NamespaceProperty,
            Labels = new Dictionary<string, string>(service.Metadata.Labels ?? new Dictionary<string, string>()) { [EndpointsManagedByLabel] = EndpointsManager },
        },
        // Pods with the same ports stand together.
        Subsets =
        [
            .. endpoints.GroupBy(x => string.Join(',', x.Ports.Select(y => $"{y.Service.Name}:{y.Port}"))).OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => new V1EndpointSubset
            {
                Addresses = NullIfEmpty(x.Where(y => y.IsReady(service)).Select(Address)),
                NotReadyAddresses = NullIfEmpty(x.Where(y => !y.IsReady(service)).Select(Address)),
                Ports = [.. x.First().Ports.Select(y => new Corev1EndpointPort { Name = y.Service.Name, Port = y.Port, Protocol = y.Service.Protocol ?? "TCP", AppProtocol = y.Service.AppProtocol })],
            }),
        ],
    };

    public static V1EndpointSlice Slice(V1Service service, IReadOnlyList<ServiceEndpoint> endpoints)
    {
        var labels = new Dictionary<string, string>(service.Metadata.Labels ?? new Dictionary<string, string>())
        {
            [ManagedByLabel] = "endpointslice-controller.k8s.io",
            [ServiceNameLabel] = service.Metadata.Name,
        };
        if (service.Spec.ClusterIP == "None")
            labels["service.kubernetes.io/headless"] = "";
        return new V1EndpointSlice
        {
            ApiVersion = "discovery.k8s.io/v1",
            Kind = "EndpointSlice",
            Metadata = new V1ObjectMeta
            {
                GenerateName = $"{service.Metadata.Name}-",
                NamespaceProperty = service.Metadata.NamespaceProperty,
                Labels = labels,
                OwnerReferences = [ControllerReferences.To(service, "v1", "Service")],
            },
            AddressType = "IPv4",
            Endpoints =
            [
                .. endpoints.Select(x => new V1Endpoint
                {
                    Addresses = [x.Pod.Status.PodIP],
                    Conditions = new V1EndpointConditions { Ready = x.IsReady(service), Serving = x.IsServing, Terminating = x.IsTerminating },
                    NodeName = x.Pod.Spec.NodeName,
                    TargetRef = Reference(x.Pod),
                }),
            ],
            Ports = endpoints.Count == 0 ? null : [.. endpoints[0].Ports.Select(x => new Discoveryv1EndpointPort { Name = x.Service.Name ?? "", Port = x.Port, Protocol = x.Service.Protocol ?? "TCP", AppProtocol = x.Service.AppProtocol })],
        };
    }

    private static V1EndpointAddress Address(ServiceEndpoint endpoint) => new() { Ip = endpoint.Pod.Status.PodIP, NodeName = endpoint.Pod.Spec.NodeName, TargetRef = Reference(endpoint.Pod) };

    private static V1ObjectReference Reference(V1Pod pod) => new() { Kind = "Pod", Name = pod.Metadata.Name, NamespaceProperty = pod.Metadata.NamespaceProperty, Uid = pod.Metadata.Uid };

    private static List<V1EndpointAddress>? NullIfEmpty(IEnumerable<V1EndpointAddress> addresses) => addresses.ToList() is { Count: > 0 } list ? list : null;
}
