using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Controlling.Services;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running;
using Pipeline.Embedded.Kubernetes.Running.Addresses;
using Pipeline.Errors;

namespace Pipeline.Embedded.Kubernetes.Forwarding;

/// <summary>Makes every Service's TCP ports reachable on loopback, at an address of its own, as kube-proxy does: each new connection goes to the next pod that is ready.</summary>
internal sealed class ServiceForwarder : IController, IAsyncDisposable
{
    private readonly IClusterObjects objects;
    private readonly AddressBlock addresses;
    private readonly AddressBook book;
    private readonly WorkQueue queue;
    private readonly ServiceKeys services = new();
    private readonly ConcurrentDictionary<ObjectKey, ForwardedService> forwarded = new();
    private readonly ConcurrentQueue<ControllerFault> faults = new();
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    private ServiceForwarder(IClusterObjects objects, AddressBlock addresses, AddressBook book, TimeProvider time) =>
        (this.objects, this.addresses, this.book, queue) = (objects, addresses, book, new WorkQueue(time));

    /// <inheritdoc/>
    public string Name => "kube-proxy";

    public IReadOnlyList<ControllerFault> Faults => [.. faults];

    /// <param name="objects">The cluster's objects.</param>
    /// <param name="addresses">Where addresses come from.</param>
    /// <param name="addressFile">Where other processes read them (<see cref="AddressBook"/>); null for nowhere.</param>
    /// <param name="time">The clock.</param>
    public static ServiceForwarder Start(IClusterObjects objects, AddressBlock addresses, string? addressFile, TimeProvider time)
    {
        var forwarder = new ServiceForwarder(objects, addresses, new AddressBook(addressFile), time);
        var changes = new ChangeFeed(objects, time);
        forwarder.Subscribe(changes, forwarder.queue);
        var token = forwarder.stopping.Token;
        forwarder.running = Task.WhenAll(
            Task.Run(() => changes.RunAsync(token), CancellationToken.None),
            Task.Run(() => new ControllerLoop(forwarder, forwarder.queue, forwarder.faults.Enqueue).RunAsync(token), CancellationToken.None));
        return forwarder;
    }

    /// <summary>Where a Service's port is reachable; null where it isn't (yet): no such Service or port, headless, an ExternalName, or not TCP.</summary>
    public IPEndPoint? Find(string? namespaceName, string name, int port) => forwarded.GetValueOrDefault(new ObjectKey(namespaceName, name))?.Find(port);

    /// <summary>Where a Service's port (a number or a name) is reachable. Waits until the forwarder has seen the Service.</summary>
    /// <exception cref="PipelineException">PIPE9102: it isn't.</exception>
    public async Task<IPEndPoint> AddressAsync(string namespaceName, string name, string port, CancellationToken cancellationToken)
    {
        var service = await objects.GetAsync<V1Service>(namespaceName, name, cancellationToken) ?? throw NotThere(namespaceName, name, port);
        if (service.Spec.Ports?.FirstOrDefault(x => x.Name == port || x.Port.ToString(CultureInfo.InvariantCulture) == port) is not { } found || !IsForwarded(service) || (found.Protocol ?? "TCP") != "TCP")
            throw NotThere(namespaceName, name, port);

        await ReconcileAsync(new ObjectKey(namespaceName, name), cancellationToken);
        return Find(namespaceName, name, found.Port) ?? throw NotThere(namespaceName, name, port);
    }

    /// <inheritdoc/>
    public void Subscribe(ChangeFeed changes, WorkQueue queue) => services.Subscribe(changes, queue);

    /// <inheritdoc/>
    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var service = await objects.GetAsync<V1Service>(key.NamespaceName, key.Name, cancellationToken);
        if (service is null || !IsForwarded(service))
        {
            if (forwarded.TryRemove(key, out var gone))
                gone.Dispose();
            book.Forget(key);
            return null;
        }

        var endpoints = ServiceEndpoint.Of(service, await objects.ListAsync<V1Pod>(key.NamespaceName, cancellationToken)).Where(x => x.IsReady(service)).ToList();
        var forwarder = forwarded.GetOrAdd(key, _ => new ForwardedService(addresses.ForService(key.ToString()), addresses));
        forwarder.Update(service, endpoints);
        book.Tell(key, (from port in service.Spec.Ports ?? []
                        let end = forwarder.Find(port.Port)
                        where end is not null
                        select (Name: port.Name ?? port.Port.ToString(CultureInfo.InvariantCulture), Address: end.ToString())).ToDictionary(x => x.Name, x => x.Address));
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var service in forwarded.Values)
            service.Dispose();
        queue.Dispose();
        stopping.Dispose();
    }

    private static bool IsForwarded(V1Service service) => service.Metadata.DeletionTimestamp is null && service.Spec.ClusterIP != "None" && service.Spec.Type != "ExternalName" && service.Spec.Selector is { Count: > 0 };

    private static PipelineException NotThere(string namespaceName, string name, string port) => new(
        RunningErrors.NoService,
        $"The Service '{name}' in the namespace '{namespaceName}' has no port '{port}' to connect to. Look at it with: kubectl get services --namespace {namespaceName}");
}
