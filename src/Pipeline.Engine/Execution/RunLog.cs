namespace Pipeline.Engine.Execution;

/// <summary>
/// The one place through which everything that happens in a run passes: in order, masked, to all observers.
/// Whoever comes while another thread (or an observer) is at it leaves what it has to that one and goes on, so that an observer
/// may write to the log, or to a console that leads here, without a deadlock.
/// </summary>
public sealed class RunLog
{
    private const int MaxProblems = 200;

    private readonly object _gate = new();
    private readonly Queue<Action<IRunObserver>> _pending = new();
    private readonly List<IRunObserver> _observers;
    private readonly Func<string, string> _redact;
    private readonly TimeProvider _time;
    private List<KeyValuePair<string, OutputLine>>? _problems;
    private Thread? _deliverer;
    private bool _finished;
    private Exception? _failure;

    /// <summary>A log to <paramref name="observers"/>; <paramref name="redact"/> masks secrets and may be called from several threads at once.</summary>
    public RunLog(IReadOnlyList<IRunObserver> observers, Func<string, string> redact, TimeProvider time)
    {
        _observers = [.. observers];
        _redact = redact;
        _time = time;
    }

    /// <summary>The first warnings and errors (at most 200), with the target that wrote them.</summary>
    public IReadOnlyList<KeyValuePair<string, OutputLine>> Problems
    {
        get
        {
            lock (_gate)
                return _problems is null ? [] : [.. _problems];
        }
    }

    /// <summary>What the first observer that threw has thrown, masked. It hears nothing more; the others do.</summary>
    internal Exception? Failure
    {
        get
        {
            lock (_gate)
                return _failure;
        }
    }

    /// <summary>Whether this thread is in an observer.</summary>
    internal bool IsDeliveringHere
    {
        get
        {
            lock (_gate)
                return _deliverer == Thread.CurrentThread;
        }
    }

    /// <summary>
    /// Writes text, a line for each of its lines. <paramref name="target"/> is null for the engine's own.
    /// What a target's left-over threads write after the run has ended is dropped.
    /// </summary>
    public void Write(string? target, OutputLevel level, string text)
    {
        // Masked as a whole: a secret may span lines.
        var masked = _redact(text);
        lock (_gate)
        {
            if (_finished && target is not null)
                return;
            var time = _time.GetUtcNow();
            if (masked.AsSpan().IndexOfAny('\r', '\n') < 0)
            {
                Add(target, new OutputLine(time, level, masked));
            }
            else
            {
                foreach (var line in masked.AsSpan().TrimEnd("\r\n").EnumerateLines())
                    Add(target, new OutputLine(time, level, line.ToString()));
            }
        }

        Deliver();
    }

    internal void Notify(Action<IRunObserver> what)
    {
        lock (_gate)
            _pending.Enqueue(what);
        Deliver();
    }

    /// <summary>Tells the observers that the run ended, and waits until they have heard everything.</summary>
    internal void Finish(RunResult result)
    {
        lock (_gate)
        {
            _finished = true;
            _pending.Enqueue(x => x.OnRunFinished(result));
        }

        Deliver();
        Drain();
    }

    /// <summary>Waits until everything that was written so far has been heard.</summary>
    internal void Drain()
    {
        lock (_gate)
        {
            while (_deliverer is not null)
                Monitor.Wait(_gate);
        }
    }

    internal Exception Redact(Exception exception) => RedactedException.Of(exception, _redact);

    /// <summary>Figures and reasons are text of the build's own, as its output is.</summary>
    internal TargetResult Redact(TargetResult result) => result.Summary.Count == 0 && result.Reason is null
        ? result
        : result with { Reason = result.Reason is { } reason ? _redact(reason) : null, Summary = [.. result.Summary.Select(x => KeyValuePair.Create(x.Key, _redact(x.Value)))] };

    private void Add(string? target, OutputLine line)
    {
        if (line.Level >= OutputLevel.Warning && (_problems ??= []).Count < MaxProblems)
            _problems.Add(new KeyValuePair<string, OutputLine>(target ?? "", line));
        _pending.Enqueue(x => x.OnOutput(target, line));
    }

    private void Deliver()
    {
        lock (_gate)
        {
            if (_deliverer is not null || _pending.Count == 0)
                return;
            _deliverer = Thread.CurrentThread;
        }

        // An observer belongs to no target, whichever target's thread it is called on.
        var target = TargetContext.Current;
        if (target is not null)
            TargetContext.Current = null;
        while (Next() is { } what)
            DeliverOne(what);
        if (target is not null)
            TargetContext.Current = target;
    }

    private Action<IRunObserver>? Next()
    {
        lock (_gate)
        {
            if (_pending.TryDequeue(out var what))
                return what;
            _deliverer = null;
            Monitor.PulseAll(_gate);
            return null;
        }
    }

    private void DeliverOne(Action<IRunObserver> what)
    {
        for (var i = 0; i < _observers.Count; i++)
        {
            try
            {
                what(_observers[i]);
            }
            catch (Exception exception)
            {
                // Thrown into whichever target happens to write, it would be blamed on that target.
                _observers.RemoveAt(i--);
                var failure = Redact(exception);
                lock (_gate)
                    _failure ??= failure;
            }
        }
    }
}
