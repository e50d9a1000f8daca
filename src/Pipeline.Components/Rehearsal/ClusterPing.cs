using k8s;

namespace Pipeline.Components.Rehearsal;

/// <summary>Asks a Kubernetes API server whether it is ready.</summary>
internal static class ClusterPing
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    public static async Task<bool> AnswersAsync(Uri address, string kubeconfig, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            var configuration = await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(new FileInfo(kubeconfig));
            if (new Uri(configuration.Host).Port != address.Port)
                return false;
            using var client = new k8s.Kubernetes(configuration);
            await client.Version.GetCodeAsync(patience.Token);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or k8s.Autorest.HttpOperationException or k8s.Exceptions.KubeConfigException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
