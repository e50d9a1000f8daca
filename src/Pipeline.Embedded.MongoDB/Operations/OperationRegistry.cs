using System.Collections.Concurrent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Operations;

/// <summary>The commands that run at the moment: <c>currentOp</c>, <c>killOp</c>, time limits.</summary>
internal sealed class OperationRegistry(TimeProvider time)
{
    private readonly ConcurrentDictionary<int, Operation> _running = new();
    private int _last;

    public OperationCounters Counters { get; } = new();

    public NamespaceUsage Usage { get; } = new();

    public IEnumerable<Operation> Running => _running.Values.OrderBy(x => x.Id);

    public Operation Begin(ClientConnection connection, BsonDocument body, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> sequences, CancellationToken cancellationToken)
    {
        Counters.Count(body, sequences);
        var operation = new Operation(Interlocked.Increment(ref _last), connection, body, this, time, cancellationToken);
        _running[operation.Id] = operation;
        return operation;
    }

    public bool Kill(int id)
    {
        if (!_running.TryGetValue(id, out var operation))
            return false;
        operation.Kill();
        return true;
    }

    public void End(Operation operation)
    {
        _running.TryRemove(operation.Id, out _);
        Usage.Record(operation.Body, operation.Elapsed());
    }
}
