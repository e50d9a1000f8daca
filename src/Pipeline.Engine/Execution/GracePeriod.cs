namespace Pipeline.Engine.Execution;

/// <summary>
/// The tokens of targets that are assured to run. One that is running when the run is cancelled has the grace period from then;
/// those that start later share one that begins with the first of them, however long the cancelled targets took to end.
/// </summary>
internal sealed class GracePeriod : IDisposable
{
    private readonly ExecutionOptions _options;
    private readonly CancellationToken _run;
    private readonly CancellationTokenSource _runningBefore = new();
    private readonly CancellationTokenSource _startedAfter = new();
    private readonly CancellationTokenRegistration _registration;
    private ITimer? _timerBefore;
    private ITimer? _timerAfter;

    public GracePeriod(ExecutionOptions options, CancellationToken run)
    {
        (_options, _run) = (options, run);
        _registration = run.Register(() => _timerBefore = StartTimer(_runningBefore));
    }

    /// <summary>The token for an assured target that is about to start.</summary>
    public CancellationToken ForNext()
    {
        if (!_run.IsCancellationRequested)
            return _runningBefore.Token;
        _timerAfter ??= StartTimer(_startedAfter);
        return _startedAfter.Token;
    }

    public void Dispose()
    {
        _registration.Dispose();
        _timerBefore?.Dispose();
        _timerAfter?.Dispose();
        _runningBefore.Dispose();
        _startedAfter.Dispose();
    }

    private ITimer StartTimer(CancellationTokenSource source) =>
        _options.Time.CreateTimer(Cancel, source, _options.AssuredGracePeriod, Timeout.InfiniteTimeSpan);

    private static void Cancel(object? source)
    {
        try
        {
            ((CancellationTokenSource)source!).Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run ended while the timer fired.
        }
    }
}
