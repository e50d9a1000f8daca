namespace Pipeline.Engine.Execution;

/// <summary>The one place through which everything that happens in a run passes: in order, masked, to all observers.</summary>
public sealed class RunLog
{
    private const int MaxProblems = 200;

    private readonly Lock _gate = new();
    private readonly IReadOnlyList<IRunObserver> _observers;
    private readonly Func<string, string> _redact;
    private readonly TimeProvider _time;
    private readonly List<KeyValuePair<string, OutputLine>> _problems = [];

    /// <summary>A log to <paramref name="observers"/>; <paramref name="redact"/> masks secrets.</summary>
    public RunLog(IReadOnlyList<IRunObserver> observers, Func<string, string> redact, TimeProvider time)
    {
        _observers = observers;
        _redact = redact;
        _time = time;
    }

    /// <summary>The first warnings and errors (at most 200), with the target that wrote them.</summary>
    public IReadOnlyList<KeyValuePair<string, OutputLine>> Problems
    {
        get
        {
            lock (_gate)
                return [.. _problems];
        }
    }

    /// <summary>Writes text, a line for each of its lines. <paramref name="target"/> is null for the engine's own.</summary>
    public void Write(string? target, OutputLevel level, string text)
    {
        // Masked as a whole: a secret may span lines.
        var masked = _redact(text);
        lock (_gate)
        {
            if (!masked.Contains('\n', StringComparison.Ordinal))
            {
                WriteLine(target, level, masked);
                return;
            }

            foreach (var line in masked.AsSpan().TrimEnd("\r\n").EnumerateLines())
                WriteLine(target, level, line.ToString());
        }
    }

    internal void Notify(Action<IRunObserver> what)
    {
        lock (_gate)
        {
            foreach (var observer in _observers)
                what(observer);
        }
    }

    internal Exception Redact(Exception exception) => RedactedException.Of(exception, _redact);

    private void WriteLine(string? target, OutputLevel level, string text)
    {
        var line = new OutputLine(_time.GetLocalNow(), level, text);
        if (level >= OutputLevel.Warning && _problems.Count < MaxProblems)
            _problems.Add(new KeyValuePair<string, OutputLine>(target ?? "", line));
        foreach (var observer in _observers)
            observer.OnOutput(target, line);
    }
}
