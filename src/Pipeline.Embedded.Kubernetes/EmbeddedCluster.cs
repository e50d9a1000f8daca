using System.Net;
using Pipeline.Embedded.Kubernetes.Access;
using Pipeline.Embedded.Kubernetes.Admitting;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.CustomResources;
using Pipeline.Embedded.Kubernetes.Deleting;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Forwarding;
using Pipeline.Embedded.Kubernetes.Listing;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running;
using Pipeline.Embedded.Kubernetes.Running.Addresses;
using Pipeline.Embedded.Kubernetes.Serving;
using Pipeline.Embedded.Kubernetes.Starting;
using Pipeline.Embedded.Kubernetes.Storing;
using Pipeline.Embedded.Kubernetes.Watching;
using Pipeline.Errors;

namespace Pipeline.Embedded.Kubernetes;

/// <summary>
/// A Kubernetes cluster in this process, for development, tests and rehearsals: an API server on 127.0.0.1 over HTTPS, the controllers that a
/// rollout needs, and pods as local processes. It is not for production.
/// </summary>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private readonly ClusterParts _parts;
    private readonly ServiceForwarder? _forwarder;
    private int _isDisposed;

    private EmbeddedCluster(ClusterParts parts, IClusterObjects objects, ServiceForwarder? forwarder)
    {
        _parts = parts;
        _forwarder = forwarder;
        Objects = objects;
    }

    /// <summary>The API server's address: <c>https://127.0.0.1:PORT</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>The administrator's kubeconfig, as text.</summary>
    public required string Kubeconfig { get; init; }

    /// <summary>A file with <see cref="Kubeconfig"/>, for <c>kubectl --kubeconfig</c>. It goes with the cluster unless the cluster has a data directory.</summary>
    public required string KubeconfigPath { get; init; }

    /// <summary>What tells this cluster from others: the uid of the namespace <c>kube-system</c>. It stays when the cluster goes on from its data directory.</summary>
    public required string Uid { get; init; }

    /// <summary>The API in this process, by the same rules as over HTTP.</summary>
    internal IClusterObjects Objects { get; }

    /// <summary>Starts a cluster. It answers when this returns.</summary>
    /// <param name="options">How it runs. Default in memory, with controllers and pods.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="PipelineException">The directory or the port can't be had, the data is damaged, or pods can't run here: see <see cref="EmbeddedKubernetesErrors"/>.</exception>
    public static async Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var parts = new ClusterParts();
        try
        {
            return await StartAsync(options ?? new EmbeddedClusterOptions(), parts, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await parts.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Where a Service's port is reachable from this machine.</summary>
    /// <param name="namespaceName">The Service's namespace.</param>
    /// <param name="name">The Service.</param>
    /// <param name="port">The port's number or name.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="PipelineException">PIPE9102: there is no such Service or port, or it isn't one that is forwarded.</exception>
    /// <exception cref="InvalidOperationException">Pods don't run in this cluster (<see cref="EmbeddedClusterOptions.RunsPods"/>).</exception>
    public Task<IPEndPoint> ServiceAddressAsync(string namespaceName, string name, string port, CancellationToken cancellationToken = default) =>
        _forwarder is null
            ? throw new InvalidOperationException($"Service {namespaceName}/{name} can't be reached: this cluster was started with {nameof(EmbeddedClusterOptions.RunsPods)} = false.")
            : _forwarder.AddressAsync(namespaceName, name, port, cancellationToken);

    /// <summary>Ends watches, pods and controllers, and writes what has to be written.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _isDisposed, 1) == 0 ? _parts.DisposeAsync() : ValueTask.CompletedTask;

    private static async Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions options, ClusterParts parts, CancellationToken cancellationToken)
    {
        var home = parts.Add(ClusterHome.Open(options.DataDirectory));
        var certificates = parts.Add(home.Certificates(options.Time.GetUtcNow()));
        var store = parts.Add(new ObjectStore(options.DataDirectory is null ? null : new Journal(home.Journal)));
        var api = ClusterApi.Create(store, options, certificates);
        parts.Add(new Housekeeping(store, api.Keepers));
        var uid = store.Find(BuiltInTypes.Namespaces.StorageKey, null, "kube-system")!.Uid;

        PodHost? pods = null;
        var server = parts.Add(await ApiServer.StartAsync(options.Port, certificates, stopping => api.Router(() => pods, stopping), cancellationToken).ConfigureAwait(false));
        var kubeconfig = KubeconfigText.Of(server.Address, certificates);
        home.Write("kubeconfig", kubeconfig);
        ServiceForwarder? forwarder = null;
        if (options.RunsPods)
        {
            var addresses = parts.Add(AddressBlock.Take(uid));
            forwarder = parts.Add(ServiceForwarder.Start(api.InProcess, addresses, home.Services, options.Time));
            pods = parts.Add(await PodHost.StartAsync(
                new PodHostRequest
                {
                    Objects = api.InProcess,
                    Options = options,
                    Directory = home.Path,
                    Addresses = addresses,
                    FindService = (service, port) => forwarder.Find(service.Metadata.NamespaceProperty, service.Metadata.Name, port.Port),
                    ApiServer = new Uri(server.Address),
                    Tokens = new PodTokens(api.Tokens, store, options.Time),
                },
                cancellationToken).ConfigureAwait(false));
        }

        if (options.RunsControllers)
            parts.Add(ControllerHost.Start(api.InProcess, options, Path.Combine(home.Path, "volumes")));
        return new EmbeddedCluster(parts, api.InProcess, forwarder)
        {
            Address = new Uri(server.Address),
            Kubeconfig = kubeconfig,
            KubeconfigPath = home.Kubeconfig,
            Uid = uid,
        };
    }
}
