namespace Pipeline.Engine.Tests.Execution;

/// <summary>A clock that stands still; its timers fire when they are told to.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<Timer> _timers = [];

    public IReadOnlyList<TimeSpan> DueTimes
    {
        get
        {
            lock (_timers)
                return [.. _timers.Select(x => x.DueTime)];
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(callback, state, dueTime);
        lock (_timers)
            _timers.Add(timer);
        return timer;
    }

    public void Fire()
    {
        Timer[] timers;
        lock (_timers)
            timers = [.. _timers];
        foreach (var timer in timers)
            timer.Callback(timer.State);
    }

    private sealed record Timer(TimerCallback Callback, object? State, TimeSpan DueTime) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
