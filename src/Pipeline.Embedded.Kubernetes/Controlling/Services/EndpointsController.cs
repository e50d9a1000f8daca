using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Services;

/// <summary>Endpoints and EndpointSlices: which pods a Service leads to.</summary>
internal sealed class EndpointsController(IClusterObjects objects) : IController
{
    private readonly ServiceKeys services = new();

    public string Name => "endpoints-controller";

    public void Subscribe(ChangeFeed changes, WorkQueue queue)
    {
        services.Subscribe(changes, queue);
        changes.On<V1Endpoints>(x =>
        {
            if (x.Kind == ChangeKind.Deleted)
                queue.Add(ObjectKey.Of(x.Value));
        });
        changes.On<V1EndpointSlice>(x =>
        {
            if (x.Kind == ChangeKind.Deleted && x.Value.Metadata.Labels?.TryGetValue(EndpointDocuments.ServiceNameLabel, out var name) == true)
                queue.Add(new ObjectKey(x.Value.Metadata.NamespaceProperty, name));
        });
    }

    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var service = await objects.GetAsync<V1Service>(key.NamespaceName, key.Name, cancellationToken);
        var old = await objects.GetAsync<V1Endpoints>(key.NamespaceName, key.Name, cancellationToken);
        if (service is null || service.Metadata.DeletionTimestamp is not null)
        {
            if (old is not null && EndpointDocuments.IsOurs(old))
                await objects.DeleteAsync<V1Endpoints>(key.NamespaceName, key.Name, "Background", null, cancellationToken);
            return null;
        }

        // Without a selector the endpoints are somebody else's; an ExternalName has none.
        if (service.Spec.Selector is not { Count: > 0 } || service.Spec.Type == "ExternalName")
            return null;

        var endpoints = ServiceEndpoint.Of(service, await objects.ListAsync<V1Pod>(key.NamespaceName, cancellationToken));
        await EndpointsAsync(EndpointDocuments.Endpoints(service, endpoints), old, cancellationToken);
        await SliceAsync(service, EndpointDocuments.Slice(service, endpoints), cancellationToken);
        return null;
    }

    private async Task EndpointsAsync(V1Endpoints wanted, V1Endpoints? old, CancellationToken cancellationToken)
    {
        if (old is null)
        {
            await objects.CreateAsync(wanted, ManagerNames.Controllers, cancellationToken);
        }
        else if (!ObjectEquality.Same(old.Subsets, wanted.Subsets) || !ObjectEquality.Same(old.Metadata.Labels, wanted.Metadata.Labels))
        {
            (old.Subsets, old.Metadata.Labels) = (wanted.Subsets, wanted.Metadata.Labels);
            await objects.UpdateAsync(old, ManagerNames.Controllers, cancellationToken);
        }
    }

    private async Task SliceAsync(V1Service service, V1EndpointSlice wanted, CancellationToken cancellationToken)
    {
        var old = (await objects.ListAsync<V1EndpointSlice>(service.Metadata.NamespaceProperty, cancellationToken)).FirstOrDefault(x => x.IsControlledBy(service));
        if (old is null)
        {
            await objects.CreateAsync(wanted, ManagerNames.Controllers, cancellationToken);
        }
        else if (!ObjectEquality.Same(old.Endpoints, wanted.Endpoints) || !ObjectEquality.Same(old.Ports, wanted.Ports) || !ObjectEquality.Same(old.Metadata.Labels, wanted.Metadata.Labels))
        {
            (old.Endpoints, old.Ports, old.Metadata.Labels) = (wanted.Endpoints, wanted.Ports, wanted.Metadata.Labels);
            await objects.UpdateAsync(old, ManagerNames.Controllers, cancellationToken);
        }
    }
}
