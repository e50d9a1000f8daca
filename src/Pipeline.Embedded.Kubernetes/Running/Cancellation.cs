namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>Waiting for a token.</summary>
internal static class Cancellation
{
    /// <summary>Ends when the token is cancelled.</summary>
    /// <exception cref="OperationCanceledException">The other one was cancelled first.</exception>
    public static async Task WhenCancelledAsync(this CancellationToken token, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(() => done.TrySetResult());
        await done.Task.WaitAsync(cancellationToken);
    }
}
