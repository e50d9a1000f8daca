using k8s;

namespace Pipeline.Components.Deploying;

/// <summary>Where the Services of the rehearsal's cluster are reachable on this machine.</summary>
internal static class RehearsalServices
{
    // Written by the cluster's forwarder: http=127.20.130.5:80
    private const string Annotation = "embedded.pipeline/address";

    /// <summary>Each port's name and address.</summary>
    public static async Task<IReadOnlyList<(string Service, string Address)>> ReadAsync(string kubeconfig, string namespaceName, CancellationToken cancellationToken)
    {
        using var client = new k8s.Kubernetes(await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(new FileInfo(kubeconfig)));
        var services = await client.CoreV1.ListNamespacedServiceAsync(namespaceName, cancellationToken: cancellationToken);
        return
        [
            .. from service in services.Items
               where service.Metadata.Annotations?.ContainsKey(Annotation) == true
               from port in service.Metadata.Annotations[Annotation].Split(',')
               let parts = port.Split('=')
               where parts.Length == 2
               select ($"{service.Metadata.Name}:{parts[0]}", parts[1]),
        ];
    }
}
