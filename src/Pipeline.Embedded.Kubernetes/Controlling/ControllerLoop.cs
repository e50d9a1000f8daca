using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>Runs one controller: takes an object, lets it be looked at, and again later where that failed (as client-go: 5 ms, doubled at each failure).</summary>
internal sealed class ControllerLoop(IController controller, WorkQueue queue, Action<ControllerFault> report)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly Dictionary<ObjectKey, int> failures = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
                await OneAsync(await queue.TakeAsync(cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task OneAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            if (await controller.ReconcileAsync(key, cancellationToken) is { } again)
                queue.AddAfter(key, again);
            failures.Remove(key);
        }
        catch (ApiRefusal refusal)
        {
            // 409: someone else was quicker; looked at again. The rest (403, 422) is in an event of the object, and may change.
            queue.AddAfter(key, Pause(key));
            if (refusal.Code is not (409 or 404))
                report(new ControllerFault(controller.Name, key, refusal));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // A bug in one object's handling must not stop the others.
            queue.AddAfter(key, Pause(key));
            report(new ControllerFault(controller.Name, key, error));
        }
    }

    private TimeSpan Pause(ObjectKey key)
    {
        var count = failures[key] = failures.GetValueOrDefault(key) + 1;
        var pause = FirstPause * Math.Pow(2, Math.Min(count - 1, 20));
        return pause < LongestPause ? pause : LongestPause;
    }
}
