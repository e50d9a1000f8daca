using AgentKit.Server.Problems;
using MongoDB.Driver;

namespace AgentKit.Server.Idempotency;

/// <summary>An idempotency key that one request has to itself until it is over.</summary>
internal sealed partial class TakenKey(IdempotencyStore store, IdempotencyRecord record, ILogger logger)
{
    /// <summary>Keeps the answer, to be given again.</summary>
    public Task AnsweredAsync(IdempotentResponse response) => store.CompleteAsync(record, response, CancellationToken.None);

    /// <summary>Forgets a request that was refused: it changed nothing, and is judged anew.</summary>
    public Task RefusedAsync() => TryAsync(() => store.ReleaseAsync(record, CancellationToken.None));

    /// <summary>
    /// For a request that ended with an error. Unless that says that it was refused, nobody knows how far it came (the database's answer was lost, say):
    /// the record stays, so that the request is carried out again under the same id, and at once.
    /// </summary>
    public Task FailedAsync(Exception error) =>
        error is ProblemException or BadHttpRequestException ? RefusedAsync() : TryAsync(() => store.UnlockAsync(record, CancellationToken.None));

    // A database that is away also keeps the lock; it ends by itself.
    private async Task TryAsync(Func<Task> end)
    {
        try
        {
            await end();
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            LogNotEnded(logger, error);
        }
    }

    [LoggerMessage(30, LogLevel.Warning, "An idempotency key stays taken until its lock ends.")]
    private static partial void LogNotEnded(ILogger logger, Exception error);
}
