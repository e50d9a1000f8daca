namespace Pipeline.Embedded.MongoDB.Operations;

/// <summary>Connections of clients: those that are open, and all there ever were.</summary>
internal sealed class ConnectionCounter
{
    private int _open;
    private long _total;

    public int Open => Volatile.Read(ref _open);

    public long Total => Interlocked.Read(ref _total);

    public void Opened()
    {
        Interlocked.Increment(ref _open);
        Interlocked.Increment(ref _total);
    }

    public void Closed() => Interlocked.Decrement(ref _open);
}
