using System.Collections.Concurrent;
using System.Threading.Channels;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Deleting;

/// <summary>Hands every change to the keepers, those that were stored before the start first.</summary>
internal sealed class Housekeeping : IAsyncDisposable
{
    private const int MostFaults = 100;
    private readonly Channel<(string Table, ChangeNode Change)> _changes = Channel.CreateUnbounded<(string, ChangeNode)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly IReadOnlyList<IStoreKeeper> _keepers;
    private readonly ObjectStore _store;
    private readonly Task _running;

    public Housekeeping(ObjectStore store, IReadOnlyList<IStoreKeeper> keepers)
    {
        _store = store;
        _keepers = keepers;
        store.Exclusively(() =>
        {
            // What is being deleted comes last: the keepers then know what waits for it.
            foreach (var (key, value) in store.Tables.SelectMany(x => x.Objects.In(null).Select(value => (x.Key, Value: value))).OrderBy(x => x.Value.IsBeingDeleted))
                _changes.Writer.TryWrite((key, new ChangeNode(value.Version, null, value)));
            store.Changed += Queue;
            return true;
        });
        _running = Task.Run(RunAsync);
    }

    /// <summary>The last mistakes of keepers, oldest first.</summary>
    public IReadOnlyList<Exception> Faults => [.. _faults];

    public async ValueTask DisposeAsync()
    {
        _store.Changed -= Queue;
        _changes.Writer.TryComplete();
        await _running.ConfigureAwait(false);
    }

    private void Queue(string table, ChangeNode change) => _changes.Writer.TryWrite((table, change));

    private async Task RunAsync()
    {
        await foreach (var (table, change) in _changes.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            foreach (var keeper in _keepers)
            {
                try
                {
                    keeper.Keep(table, change);
                }
                catch (ApiRefusal)
                {
                    // The object went, or changed, meanwhile: that change is still to come.
                }
                catch (Exception exception)
                {
                    // A mistake about one object must not end the care for all others.
                    _faults.Enqueue(exception);
                    while (_faults.Count > MostFaults)
                        _faults.TryDequeue(out _);
                }
            }
        }
    }
}
