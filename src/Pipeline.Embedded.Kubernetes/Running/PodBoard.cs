using System.Threading.Channels;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running.Statuses;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>Where the parts of a running pod write down how they are, and from where that becomes the pod's status. Several changes at once make one write.</summary>
internal sealed class PodBoard(PodServices services, V1Pod pod, PodFacts facts) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly Channel<bool> changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private PodFacts facts = facts;

    /// <summary>The pod as it was when it came to the node.</summary>
    public V1Pod Pod => pod;

    public PodFacts Facts
    {
        get
        {
            lock (gate)
                return facts;
        }
    }

    public void Change(Action change)
    {
        lock (gate)
            change();
        changed.Writer.TryWrite(true);
    }

    public void Change(Func<PodFacts, PodFacts> change) => Change(() => facts = change(facts));

    /// <summary>Writes the status at each change, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await changed.Reader.WaitToReadAsync(cancellationToken))
        {
            changed.Reader.TryRead(out _);
            await WriteAsync(cancellationToken);
        }
    }

    /// <summary>Writes the status as it is now. A pod that is gone has none.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            while (await services.Objects.GetAsync<V1Pod>(pod.Metadata.NamespaceProperty, pod.Metadata.Name, cancellationToken) is { } current && current.Metadata.Uid == pod.Metadata.Uid)
            {
                V1PodStatus status;
                lock (gate)
                    status = ObjectEquality.Copy(PodStatusDocument.Of(current, facts, services.Time.Now()));
                if (ObjectEquality.Same(status, current.Status))
                    return;

                current.Status = status;
                if (await TryWriteAsync(current, cancellationToken))
                    return;
            }
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

    private async Task<bool> TryWriteAsync(V1Pod current, CancellationToken cancellationToken)
    {
        try
        {
            await services.Objects.UpdateStatusAsync(current, ManagerNames.Kubelet, cancellationToken);
            return true;
        }
        catch (ApiRefusal refusal) when (refusal.Code == 409)
        {
            return false;
        }
        catch (ApiRefusal refusal) when (refusal.Code == 404)
        {
            return true;
        }
    }
}
