namespace Pipeline.Embedded.Kubernetes.Starting;

/// <summary>The running parts of a cluster. What was started last ends first.</summary>
internal sealed class ClusterParts : IAsyncDisposable
{
    private readonly Stack<object> _parts = [];

    public T Add<T>(T part) where T : class
    {
        _parts.Push(part);
        return part;
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            if (part is IAsyncDisposable running)
                await running.DisposeAsync().ConfigureAwait(false);
            else
                ((IDisposable)part).Dispose();
        }
    }
}
