using Pipeline.Embedded.Kubernetes.Access;
using Pipeline.Embedded.Kubernetes.Admitting;
using Pipeline.Embedded.Kubernetes.CustomResources;
using Pipeline.Embedded.Kubernetes.Deleting;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Listing;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running;
using Pipeline.Embedded.Kubernetes.Serving;
using Pipeline.Embedded.Kubernetes.Storing;
using Pipeline.Embedded.Kubernetes.Watching;

namespace Pipeline.Embedded.Kubernetes.Starting;

/// <summary>The API over a store: what reads and writes objects, over HTTP and in this process.</summary>
internal sealed record ClusterApi
{
    private readonly RoleAuthorizer _authorizer;

    private ClusterApi(RoleAuthorizer authorizer) => _authorizer = authorizer;

    public required ObjectStore Store { get; init; }

    public required TypeCatalog Types { get; init; }

    public required ObjectApi Objects { get; init; }

    public required ObjectDeletion Deletion { get; init; }

    public required ServiceAccountTokens Tokens { get; init; }

    public required TimeProvider Time { get; init; }

    public required IReadOnlyList<IStoreKeeper> Keepers { get; init; }

    public IClusterObjects InProcess => field ??= new ClusterObjects(Store, Types, Objects, Deletion, Time);

    /// <summary>The API with the objects that every cluster has.</summary>
    public static ClusterApi Create(ObjectStore store, EmbeddedClusterOptions options, ClusterCertificates certificates)
    {
        var time = options.Time;
        var types = new TypeCatalog();
        var lifecycle = new NamespaceLifecycle(store);
        var pipeline = new WritePipeline(
            store,
            [lifecycle, new LimitRanger(store), new PodCompletion(store, options.RunsControllers), new PodSecurity(store)],
            [lifecycle, new ServiceAddresses(store), new QuotaAdmission(store)],
            time);
        var objects = new ObjectApi(store, pipeline, time);
        var deletion = new ObjectDeletion(store, time);
        var definitions = new CustomDefinitions(store, types, objects, deletion, time);
        definitions.Load();
        InitialObjects.Ensure(store, objects);
        List<IStoreKeeper> keepers = [definitions, new GarbageCollector(store, types, deletion), new NamespaceEmptying(store, types, deletion), new VolumeProtection(store)];
        if (options.RunsControllers)
            keepers.Add(new NamespaceFurnishing(store, objects, certificates.AuthorityPem));
        return new ClusterApi(new RoleAuthorizer(store))
        {
            Store = store,
            Types = types,
            Objects = objects,
            Deletion = deletion,
            Tokens = new ServiceAccountTokens(certificates.TokenKey, store, time),
            Time = time,
            Keepers = keepers,
        };
    }

    /// <param name="podLogs">The pods' output; none where pods don't run.</param>
    /// <param name="stopping">Cancelled when the server stops.</param>
    public RequestRouter Router(Func<IPodLogs?> podLogs, CancellationToken stopping) => new(new ApiServices
    {
        Store = Store,
        Types = Types,
        Objects = Objects,
        Deletion = Deletion,
        Lists = new ObjectList(Store),
        Watches = new ObjectWatch(Store, Time),
        Authentication = new Authentication(Tokens, _authorizer),
        Authorizer = _authorizer,
        Tokens = Tokens,
        Time = Time,
        PodLogs = podLogs,
        Stopping = stopping,
    });
}
