namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Wakes those who wait for the next write: tailable cursors and change streams.</summary>
internal sealed class CommitSignal
{
    private TaskCompletionSource _next = Create();

    /// <summary>Completes with the first write after it was taken. Take it before looking, so that no write is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Fire() => Interlocked.Exchange(ref _next, Create()).TrySetResult();

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
