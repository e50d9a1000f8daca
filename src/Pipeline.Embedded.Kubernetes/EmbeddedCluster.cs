using Pipeline.Embedded.Kubernetes.Access;
using Pipeline.Embedded.Kubernetes.Admitting;
using Pipeline.Embedded.Kubernetes.CustomResources;
using Pipeline.Embedded.Kubernetes.Deleting;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Listing;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running;
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
    private readonly Stack<IAsyncDisposable> _parts;
    private readonly CancellationTokenSource _stopping;
    private int _isDisposed;

    private EmbeddedCluster(Stack<IAsyncDisposable> parts, CancellationTokenSource stopping, IClusterObjects objects)
    {
        _parts = parts;
        _stopping = stopping;
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
    /// <exception cref="PipelineException">The directory or the port can't be had, or the data is damaged: see <see cref="EmbeddedKubernetesErrors"/>.</exception>
    public static async Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmbeddedClusterOptions();
        cancellationToken.ThrowIfCancellationRequested();
        var parts = new Stack<IAsyncDisposable>();
        try
        {
            return await StartAsync(options, parts, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await DisposeAsync(parts).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends watches, pods and controllers, and writes what has to be written.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await DisposeAsync(_parts).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static async Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions options, Stack<IAsyncDisposable> parts, CancellationToken cancellationToken)
    {
        var time = options.Time;
        var home = Added(parts, ClusterHome.Open(options.DataDirectory));
        var certificates = Added(parts, home.Certificates(time.GetUtcNow()));
        var store = Added(parts, new ObjectStore(options.DataDirectory is null ? null : new Journal(home.Journal)));
        var types = new TypeCatalog();
        var lifecycle = new NamespaceLifecycle(store);
        var pipeline = new WritePipeline(store, [lifecycle], [lifecycle, new ServiceAddresses(store)], time);
        var objects = new ObjectApi(store, pipeline, time);
        var deletion = new ObjectDeletion(store, time);
        var definitions = new CustomDefinitions(store, types, objects, deletion, time);
        definitions.Load();
        InitialObjects.Ensure(store, objects);
        List<IStoreKeeper> keepers = [definitions, new GarbageCollector(store, types, deletion), new NamespaceEmptying(store, types, deletion)];
        if (options.RunsControllers)
            keepers.Add(new NamespaceFurnishing(store, objects, certificates.AuthorityPem));
        parts.Push(new Housekeeping(store, keepers));

        var tokens = new ServiceAccountTokens(certificates.TokenKey, store, time);
        var authorizer = new RoleAuthorizer(store);
        var stopping = new CancellationTokenSource();
        var port = 0;
        IPodLogs? logs = null;
        var router = new RequestRouter(new ApiServices
        {
            Store = store,
            Types = types,
            Objects = objects,
            Deletion = deletion,
            Lists = new ObjectList(store),
            Watches = new ObjectWatch(store, time),
            Authentication = new Authentication(tokens, authorizer),
            Authorizer = authorizer,
            Tokens = tokens,
            Time = time,
            Address = () => $"127.0.0.1:{port}",
            PodLogs = () => logs,
            Stopping = stopping.Token,
        });
        var server = await ApiServer.StartAsync(options.Port, certificates, router.AnswerAsync, cancellationToken).ConfigureAwait(false);
        parts.Push(server);
        port = server.Port;
        var address = $"https://127.0.0.1:{port}";
        var kubeconfig = KubeconfigText.Of(address, certificates);
        home.Write("kubeconfig", kubeconfig);
        return new EmbeddedCluster(parts, stopping, new ClusterObjects(store, types, objects, deletion, time))
        {
            Address = new Uri(address),
            Kubeconfig = kubeconfig,
            KubeconfigPath = home.Kubeconfig,
            Uid = store.Find(BuiltInTypes.Namespaces.StorageKey, null, "kube-system")!.Uid,
        };
    }

    // What was started last ends first.
    private static async ValueTask DisposeAsync(Stack<IAsyncDisposable> parts)
    {
        while (parts.TryPop(out var part))
            await part.DisposeAsync().ConfigureAwait(false);
    }

    private static T Added<T>(Stack<IAsyncDisposable> parts, T part) where T : IDisposable
    {
        parts.Push(new DisposedLater(part));
        return part;
    }

    private sealed class DisposedLater(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
