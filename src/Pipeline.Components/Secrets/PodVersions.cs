using k8s;
using k8s.Autorest;
using k8s.Models;
using Pipeline.Components.Deploying;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Secrets;
using Pipeline.Secrets.Rotation.Observing;

namespace Pipeline.Components.Secrets;

/// <summary>
/// Asks the pods of an application, by their <c>/metrics</c>, which version of a secret they use. Pods of a cluster are asked through its API
/// server (it needs <c>get</c> on <c>pods/proxy</c>); those of a rehearsal, which are processes of this machine, directly.
/// </summary>
internal sealed class PodVersions : IVersionsInUse, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly k8s.Kubernetes _cluster;
    private readonly string? _expectedUid;
    private readonly PodSelection _pods;
    private readonly HttpClient? _direct;

    public PodVersions(DeployTarget target, PodSelection pods, bool isRehearsal)
    {
        var connection = target.Connection;
        _cluster = new k8s.Kubernetes(connection.IsInCluster ? KubernetesClientConfiguration.InClusterConfig() : KubernetesClientConfiguration.BuildConfigFromConfigFile(connection.Kubeconfig, connection.Context));
        (_expectedUid, _pods) = (connection.ExpectedUid, pods);
        _direct = isRehearsal ? new HttpClient { Timeout = s_patience } : null;
    }

    public async Task<VersionsReport> ReadAsync(SecretName name, CancellationToken cancellationToken)
    {
        try
        {
            await VerifyAsync(cancellationToken);
            var listed = await _cluster.CoreV1.ListNamespacedPodAsync(_pods.Namespace, labelSelector: _pods.Labels, cancellationToken: cancellationToken);
            // One that has ended uses nothing any more.
            var pods = listed.Items.Where(x => x.Status?.Phase is not ("Succeeded" or "Failed")).ToList();
            if (pods.Count == 0)
                return new VersionsReport([], $"no pod with the label {_pods.Labels} runs in {_pods.Namespace}");
            return new VersionsReport(await Task.WhenAll(pods.Select(x => AskAsync(x, name, cancellationToken))));
        }
        catch (Exception exception) when (exception is HttpOperationException or HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new VersionsReport([], $"the cluster doesn't tell its pods ({exception.Message})");
        }
    }

    public void Dispose()
    {
        _cluster.Dispose();
        _direct?.Dispose();
    }

    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        if (_expectedUid is null)
            return;
        var uid = (await _cluster.CoreV1.ReadNamespaceAsync("kube-system", cancellationToken: cancellationToken)).Metadata.Uid;
        if (uid != _expectedUid)
            throw new PipelineException(DeployErrors.WrongCluster, $"{_cluster.BaseUri} is the cluster {uid}; the environment names {_expectedUid}. Choose the context that belongs to the environment.") { ExitCode = 2 };
    }

    private async Task<VersionUser> AskAsync(V1Pod pod, SecretName name, CancellationToken cancellationToken)
    {
        try
        {
            // A pod that is about to use the new one still reports the old one beside it; it has moved when it reports one.
            var versions = SecretVersionMetric.Read(await MetricsAsync(pod, cancellationToken), name);
            return new VersionUser(pod.Metadata.Name, versions.Count == 0 ? null : string.Join(" and ", versions.Distinct()));
        }
        catch (Exception exception) when (exception is HttpOperationException or HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new VersionUser(pod.Metadata.Name, null);
        }
    }

    private async Task<string> MetricsAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        if (_direct is not null)
            return await _direct.GetStringAsync(new Uri($"http://{pod.Status?.PodIP}:{_pods.MetricsPort}/metrics"), cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        await using var stream = await _cluster.CoreV1.ConnectGetNamespacedPodProxyWithPathAsync($"{pod.Metadata.Name}:{_pods.MetricsPort}", _pods.Namespace, "metrics", cancellationToken: patience.Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(patience.Token);
    }
}
