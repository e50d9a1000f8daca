namespace Nuke.Common.Tooling;

/// <summary>Several runs of one tool, some at a time. Output of runs that overlap is kept apart: each is logged as a whole when it ends.</summary>
internal static class CombinatorialRun<TOptions> where TOptions : ToolOptions, new()
{
    public static List<(TOptions Settings, TResult Value)> All<TResult>(
        CombinatorialConfigure<TOptions> configurator,
        ToolTasks tool,
        int degreeOfParallelism,
        bool completeOnFailure,
        Func<TOptions, TResult> run)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degreeOfParallelism);
        TOptions[] all = [.. configurator(new TOptions())];
        var results = new (TOptions Settings, TResult Value)[all.Length];
        var failures = new Exception?[all.Length];
        var cancellation = ProcessTasks.AmbientCancellation();
        var logLock = new Lock();
        var next = -1;
        var failed = false;

        void Work()
        {
            int i;
            while ((i = Interlocked.Increment(ref next)) < all.Length && (completeOnFailure || !Volatile.Read(ref failed)) && !cancellation.IsCancellationRequested)
            {
                var log = degreeOfParallelism == 1 ? null : new BufferedLog(tool, all[i]);
                try
                {
                    results[i] = (all[i], run(log?.Options<TOptions>() ?? all[i]));
                }
                catch (Exception exception)
                {
                    failures[i] = exception;
                    Volatile.Write(ref failed, true);
                }
                lock (logLock)
                    log?.Flush();
            }
        }

        var threads = new Thread[Math.Min(degreeOfParallelism, all.Length) - 1 is var extra and > 0 ? extra : 0];
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Work) { IsBackground = true, Name = $"{typeof(TOptions).Name} {i + 2}" };
            threads[i].Start();
        }
        Work();
        foreach (var thread in threads)
            thread.Join();

        cancellation.ThrowIfCancellationRequested();
        Exception[] thrown = [.. failures.OfType<Exception>()];
        if (thrown.Length == 1)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown[0]);
        if (thrown.Length > 1)
            throw new AggregateException(thrown);
        return [.. results];
    }

    /// <summary>Holds back the output of one run.</summary>
    private sealed class BufferedLog(ToolTasks tool, TOptions options)
    {
        private readonly List<(OutputType Type, string Text)> _lines = [];

        public T Options<T>() where T : TOptions => (T)options.SetProcessLogger((type, text) => _lines.Add((type, text)));

        public void Flush()
        {
            var logger = tool.GetLogger(options);
            foreach (var (type, text) in _lines)
                logger(type, text);
        }
    }
}
