using System.Net;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling.Services;
using Pipeline.Embedded.Kubernetes.Running.Addresses;

namespace Pipeline.Embedded.Kubernetes.Forwarding;

/// <summary>One Service's address and a listener for each of its ports.</summary>
internal sealed class ForwardedService(IPAddress address, AddressBlock addresses) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, PortForwarder> ports = [];
    private bool disposed;

    public IPEndPoint? Find(int port)
    {
        lock (gate)
            return ports.GetValueOrDefault(port)?.EndPoint;
    }

    public void Update(V1Service service, IReadOnlyList<ServiceEndpoint> ready)
    {
        lock (gate)
        {
            if (disposed)
                return;

            var wanted = (service.Spec.Ports ?? []).Where(x => (x.Protocol ?? "TCP") == "TCP").Select(x => x.Port).ToList();
            foreach (var port in ports.Keys.Except(wanted).ToList())
            {
                ports[port].Dispose();
                ports.Remove(port);
            }

            foreach (var port in wanted)
            {
                if (!ports.TryGetValue(port, out var forwarder))
                    ports[port] = forwarder = PortForwarder.Listen(address, port, addresses.HasAddresses);
                forwarder.Targets = [.. ready.Select(x => (x.Pod.Status.PodIP, Port: x.Ports.FirstOrDefault(y => y.Service.Port == port).Port)).Where(x => x.Port > 0).Select(x => new IPEndPoint(IPAddress.Parse(x.PodIP), x.Port))];
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            foreach (var forwarder in ports.Values)
                forwarder.Dispose();
            addresses.GiveBack(address.ToString());
        }
    }
}
