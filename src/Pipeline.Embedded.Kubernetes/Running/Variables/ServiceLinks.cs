using System.Globalization;
using System.Net;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Running.Variables;

/// <summary>
/// The variables by which a pod finds Services without DNS, which there is none of: <c>NAME_SERVICE_HOST</c>, <c>NAME_SERVICE_PORT</c> and the older Docker links.
/// Their address is the one on loopback at which the Service can really be reached.
/// </summary>
internal static class ServiceLinks
{
    /// <param name="services">The Services of the pod's namespace, unless the pod wants no links.</param>
    /// <param name="find">Where a Service's port is reachable.</param>
    /// <param name="apiServer">The API server; every pod is told of it.</param>
    public static Dictionary<string, string> Of(IEnumerable<V1Service> services, Func<V1Service, V1ServicePort, IPEndPoint?> find, Uri? apiServer)
    {
        var variables = new Dictionary<string, string>();
        foreach (var service in services)
        {
            var ports = (service.Spec.Ports ?? []).Select(x => (Port: x, Address: find(service, x))).Where(x => x.Address is not null).ToList();
            for (var i = 0; i < ports.Count; i++)
                Add(variables, service.Metadata.Name, ports[i].Port, ports[i].Address!, isFirst: i == 0);
        }

        if (apiServer is not null)
        {
            variables["KUBERNETES_SERVICE_HOST"] = apiServer.Host;
            variables["KUBERNETES_SERVICE_PORT"] = Text(apiServer.Port);
            variables["KUBERNETES_SERVICE_PORT_HTTPS"] = Text(apiServer.Port);
        }

        return variables;
    }

    private static void Add(Dictionary<string, string> variables, string service, V1ServicePort port, IPEndPoint address, bool isFirst)
    {
        var name = Name(service);
        var protocol = (port.Protocol ?? "TCP").ToLowerInvariant();
        var (host, number) = (address.Address.ToString(), Text(address.Port));
        if (isFirst)
        {
            variables[$"{name}_SERVICE_HOST"] = host;
            variables[$"{name}_SERVICE_PORT"] = number;
            variables[$"{name}_PORT"] = $"{protocol}://{host}:{number}";
        }

        if (!string.IsNullOrEmpty(port.Name))
            variables[$"{name}_SERVICE_PORT_{Name(port.Name)}"] = number;
        var prefix = $"{name}_PORT_{Text(port.Port)}_{protocol.ToUpperInvariant()}";
        variables[prefix] = $"{protocol}://{host}:{number}";
        variables[$"{prefix}_PROTO"] = protocol;
        variables[$"{prefix}_PORT"] = number;
        variables[$"{prefix}_ADDR"] = host;
    }

    private static string Name(string name) => name.ToUpperInvariant().Replace('-', '_');

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
