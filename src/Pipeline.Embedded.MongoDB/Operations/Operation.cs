using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Operations;

/// <summary>A command while it runs.</summary>
internal sealed class Operation : IDisposable
{
    private readonly OperationRegistry _registry;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _cancellation;
    private bool _isKilled;

    public Operation(int id, ClientConnection connection, BsonDocument body, OperationRegistry registry, TimeProvider time, CancellationToken cancellationToken)
    {
        Id = id;
        Connection = connection;
        Body = body;
        _registry = registry;
        _time = time;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        StartedAt = time.GetUtcNow().UtcDateTime;
    }

    public int Id { get; }

    public ClientConnection Connection { get; }

    public BsonDocument Body { get; }

    public DateTime StartedAt { get; }

    public CancellationToken Token => _cancellation.Token;

    /// <summary>Ends the command after its <c>maxTimeMS</c>. Of <c>getMore</c> on a tailable cursor that is how long it waits, not a limit.</summary>
    public void LimitTime(BsonDocument body, string name)
    {
        if (!body.TryGetValue("maxTimeMS", out var value) || name is "getMore" or "hello" or "isMaster" or "ismaster")
            return;
        if (!value.IsNumeric)
            throw new CommandException(ServerError.TypeMismatch, "maxTimeMS must be a number");
        var milliseconds = value.ToDouble();
        if (milliseconds is < 0 or > int.MaxValue)
            throw new CommandException(ServerError.BadValue, $"{value} value for maxTimeMS is out of range [0, 2147483647]");
        if (milliseconds > 0)
            _cancellation.CancelAfter(TimeSpan.FromMilliseconds(milliseconds));
    }

    public void Kill()
    {
        _isKilled = true;
        _cancellation.Cancel();
    }

    /// <summary>Why it was cancelled, as an error.</summary>
    public CommandException Interruption() => _isKilled
        ? new CommandException(ServerError.Interrupted, "operation was interrupted")
        : new CommandException(ServerError.MaxTimeMSExpired, "operation exceeded time limit");

    public TimeSpan Elapsed() => _time.GetUtcNow().UtcDateTime - StartedAt;

    public void Dispose()
    {
        _registry.End(this);
        _cancellation.Dispose();
    }
}
