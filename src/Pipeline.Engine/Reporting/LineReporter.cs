using System.Text;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Reporting.Dialects;

namespace Pipeline.Engine.Reporting;

/// <summary>
/// Writes a run as lines, for a pipe or a CI's log. When targets run in parallel, the output of each is kept apart: the one that
/// started first writes live, the others in one block as they end. In a long silence a line says what is running.
/// </summary>
/// <param name="output">Where the lines go. It is neither closed nor disposed.</param>
/// <param name="options">Verbosity, colours, clock, secrets.</param>
/// <param name="dialect">Default: <see cref="PlainDialect"/>.</param>
public sealed class LineReporter(TextWriter output, ReportOptions options, LineDialect? dialect = null) : IRunObserver, IDisposable
{
    private readonly Lock gate = new();
    private readonly SectionLog log = new(options, dialect ?? new PlainDialect(), options.Verbosity.LeastLevel);
    private ITimer? timer;
    private DateTimeOffset lastWrite;
    private bool isEnded;
    private bool isBroken;

    /// <inheritdoc />
    public void OnRunStarting(Plan plan)
    {
        lock (gate)
        {
            log.Plan = plan;
            foreach (var secret in options.Mask.Secrets)
                log.Secret(secret);
            Write();
        }

        options.Mask.Added += OnSecretAdded;
    }

    /// <inheritdoc />
    public void OnTargetStarting(PlannedTarget target)
    {
        lock (gate)
        {
            log.Start(target.Name);
            Write();
            if (timer is null && options.Heartbeat > TimeSpan.Zero && !isEnded)
            {
                lastWrite = options.TimeProvider.GetUtcNow();
                timer = options.TimeProvider.CreateTimer(static state => ((LineReporter)state!).OnTick(), this, options.Heartbeat, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <inheritdoc />
    public void OnOutput(string? target, OutputLine line)
    {
        lock (gate)
        {
            log.Output(target, line);
            Write();
        }
    }

    /// <inheritdoc />
    public void OnTargetFinished(TargetResult result)
    {
        lock (gate)
        {
            log.End(result);
            Write();
        }
    }

    /// <inheritdoc />
    public void OnRunFinished(RunResult result)
    {
        Stop();
        lock (gate)
        {
            log.Finish(result);
            Write();
        }
    }

    /// <summary>Stops the timer; nothing is written after it.</summary>
    public void Dispose() => Stop();

    private void Stop()
    {
        options.Mask.Added -= OnSecretAdded;
        lock (gate)
        {
            isEnded = true;
            timer?.Dispose();
            timer = null;
        }
    }

    private void OnTick()
    {
        lock (gate)
        {
            if (isEnded || timer is null)
                return;

            var now = options.TimeProvider.GetUtcNow();
            var silence = now - lastWrite;
            if (silence >= options.Heartbeat)
            {
                log.Heartbeat(now);
                Write();
                silence = TimeSpan.Zero;
            }

            timer.Change(options.Heartbeat - silence, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnSecretAdded(string secret)
    {
        lock (gate)
        {
            log.Secret(secret);
            Write();
        }
    }

    private void Write()
    {
        var text = log.Take();
        if (text.Length == 0 || isBroken)
            return;

        lastWrite = options.TimeProvider.GetUtcNow();
        try
        {
            output.Write(text);
            output.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The reader has gone (`| head`). A delivery is not to fail half-way because of it.
            isBroken = true;
        }
    }
}
