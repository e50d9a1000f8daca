using System.Threading.Channels;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>What one controller has to look at, each object once however often it changed. One taker.</summary>
internal sealed class WorkQueue(TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Channel<ObjectKey> ready = Channel.CreateUnbounded<ObjectKey>(new UnboundedChannelOptions { SingleReader = true });
    private readonly HashSet<ObjectKey> queued = [];
    private readonly Dictionary<ObjectKey, (ITimer Timer, DateTimeOffset Due)> later = [];
    private bool disposed;

    public void Add(ObjectKey key)
    {
        lock (gate)
        {
            if (!disposed && queued.Add(key))
                ready.Writer.TryWrite(key);
        }
    }

    /// <summary>An earlier appointment for the same object stands: the look at it makes the next one.</summary>
    public void AddAfter(ObjectKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }

        lock (gate)
        {
            var due = time.GetUtcNow() + delay;
            if (disposed || (later.TryGetValue(key, out var appointment) && appointment.Due <= due))
                return;
            appointment.Timer?.Dispose();
            later[key] = (time.CreateTimer(_ => Elapsed(key), null, delay, Timeout.InfiniteTimeSpan), due);
        }
    }

    public async ValueTask<ObjectKey> TakeAsync(CancellationToken cancellationToken)
    {
        var key = await ready.Reader.ReadAsync(cancellationToken);
        lock (gate)
            queued.Remove(key);
        return key;
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            foreach (var (timer, _) in later.Values)
                timer.Dispose();
            later.Clear();
        }
    }

    private void Elapsed(ObjectKey key)
    {
        lock (gate)
        {
            if (later.Remove(key, out var appointment))
                appointment.Timer.Dispose();
        }

        Add(key);
    }
}
