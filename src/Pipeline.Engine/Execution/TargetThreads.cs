namespace Pipeline.Engine.Execution;

/// <summary>
/// Threads for targets that run beside each other, used again for the next one. Not the thread pool's: a build's targets
/// block for minutes, and a pool of two threads would neither run four of them nor read their tools' output meanwhile.
/// </summary>
internal sealed class TargetThreads : IDisposable
{
    private readonly Queue<Task> _work = new();
    private int _idle;
    private bool _closed;

    public Task<TargetResult> Run(Func<Task<TargetResult>> target)
    {
        var task = new Task<Task<TargetResult>>(target);
        lock (_work)
        {
            _work.Enqueue(task);
            if (_idle >= _work.Count)
                Monitor.Pulse(_work);
            else
                new Thread(Serve) { IsBackground = true, Name = "target" }.UnsafeStart();
        }

        return task.Unwrap();
    }

    /// <summary>Lets the threads end when they have nothing left to do.</summary>
    public void Dispose()
    {
        lock (_work)
        {
            _closed = true;
            Monitor.PulseAll(_work);
        }
    }

    private void Serve()
    {
        while (Next() is { } work)
            work.RunSynchronously();
    }

    private Task? Next()
    {
        lock (_work)
        {
            _idle++;
            while (_work.Count == 0)
            {
                if (_closed)
                    return null;
                Monitor.Wait(_work);
            }

            _idle--;
            return _work.Dequeue();
        }
    }
}
