using System.Text;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting;

/// <summary>
/// Puts the lines of targets that run at once into blocks. The text waits in memory until <see cref="Take"/>. Not thread-safe:
/// reporters lock, because their timers come in between.
/// </summary>
internal sealed class SectionLog
{
    private readonly ReportOptions options;
    private readonly LineDialect dialect;
    private readonly OutputLevel leastLevel;
    private readonly OutputLevel leastLevelOfFailure;
    private readonly StringBuilder text = new();
    private readonly List<TargetLog> running = [];
    private TargetLog? open;

    public SectionLog(ReportOptions options, LineDialect dialect, OutputLevel leastLevel)
    {
        this.options = options;
        this.dialect = dialect;
        this.leastLevel = leastLevel;
        leastLevelOfFailure = options.Verbosity == OutputVerbosity.Verbose ? OutputLevel.Trace : OutputLevel.Debug;
        dialect.Options = options;
    }

    public Plan? Plan { get; set; }

    /// <summary>Running targets, the one that started first in front.</summary>
    public IReadOnlyList<TargetLog> Running => running;

    /// <summary>Whether a block is opened as soon as its target is in front, rather than with its first line.</summary>
    public bool OpensEarly { get; init; } = true;

    private DateTimeOffset Now => options.TimeProvider.GetUtcNow();

    /// <summary>What was written since the last call.</summary>
    public string Take()
    {
        if (text.Length == 0)
            return "";
        var taken = text.ToString();
        text.Clear();
        return taken;
    }

    public void Start(string target)
    {
        running.Add(new TargetLog(target, Now));
        if (running.Count == 1)
            OpenEarly(running[0]);
    }

    public void Output(string? target, OutputLine line)
    {
        line = line with { Text = Clean(line.Text) };
        var log = Find(target);
        if (log is null)
        {
            if (line.Level < leastLevel)
                return;
            Close();
            dialect.Line(text, target, line);
            return;
        }

        if (line.Text.Length > 0)
            log.LastLine = line.Text;
        if (line.Level >= leastLevel)
        {
            if (log == running[0])
                Write(log, line);
        }
        else if (line.Level >= leastLevelOfFailure)
        {
            log.HasHidden = true;
        }

        if (line.Level >= leastLevelOfFailure || line.Level >= leastLevel)
            KeepIfNeeded(log, line);
    }

    public void End(TargetResult result)
    {
        var log = Find(result.Name);
        if (log is null)
        {
            if (options.Verbosity > OutputVerbosity.Quiet && result.Status != TargetStatus.NotRun)
            {
                Close();
                WriteEnd(result);
            }

            return;
        }

        var wasInFront = log == running[0];
        var failed = result.Status == TargetStatus.Failed;
        if (failed && log.HasHidden)
            WriteAll(log, wasInFront);
        else if (!wasInFront)
            WriteVisible(log);
        if (open == log)
            Close();
        running.Remove(log);
        WriteEnd(result);

        if (wasInFront && running.Count > 0)
            BringToFront(running[0]);
    }

    public void Finish(RunResult run)
    {
        Close();
        RunSummary.Append(text, Plan, run, options, Clean);
        dialect.Finish(text, Plan, run);
    }

    public void Heartbeat(DateTimeOffset now)
    {
        if (running.Count == 0)
            return;
        var names = string.Join(", ", running.Take(5).Select(x => $"{x.Name} ({DurationText.Of(now - x.StartedAt)})"));
        var more = running.Count > 5 ? $" and {running.Count - 5} more" : "";
        dialect.Note(text, Clean($"Still running: {names}{more}"), now);
    }

    public void Secret(string secret) => dialect.Secret(text, secret);

    /// <summary>Hides secrets before and after colours are taken out (they may stand inside one), and disarms commands.</summary>
    public string Clean(string value)
    {
        var cleaned = TerminalText.Clean(options.Mask.Apply(value), options.UseColor);
        return dialect.Neutralise(options.Mask.Apply(cleaned));
    }

    private TargetLog? Find(string? target)
    {
        foreach (var log in running)
        {
            if (string.Equals(log.Name, target, StringComparison.OrdinalIgnoreCase))
                return log;
        }

        return null;
    }

    private void KeepIfNeeded(TargetLog log, OutputLine line)
    {
        // What is in front and hides nothing has been written already.
        if (log != running[0] || leastLevel > leastLevelOfFailure)
            log.Keep(line);
    }

    private void BringToFront(TargetLog log)
    {
        OpenEarly(log);
        WriteVisible(log);
        if (leastLevel <= leastLevelOfFailure)
            log.Forget();
    }

    private void OpenEarly(TargetLog log)
    {
        if (OpensEarly && options.Verbosity >= OutputVerbosity.Normal)
            Open(log);
    }

    private void WriteVisible(TargetLog log)
    {
        if (log.Dropped > 0)
            WriteDropped(log);
        foreach (var line in log.Lines)
        {
            if (line.Level >= leastLevel)
                Write(log, line);
        }
    }

    private void WriteAll(TargetLog log, bool wasInFront)
    {
        Open(log);
        if (wasInFront)
            dialect.Note(text, "All output of " + log.Name + ":", Now);
        if (log.Dropped > 0)
            WriteDropped(log);
        foreach (var line in log.Lines)
            Write(log, line);
    }

    private void WriteDropped(TargetLog log)
    {
        Open(log);
        dialect.Note(text, $"({log.Dropped} earlier lines were too many to keep)", Now);
    }

    private void Write(TargetLog log, OutputLine line)
    {
        Open(log);
        dialect.Line(text, log.Name, line);
    }

    private void WriteEnd(TargetResult result)
    {
        if (result is { Status: TargetStatus.Failed, Error: { } error })
            dialect.Failure(text, result.Name, [.. ErrorText.Lines(error, options.Verbosity).Select(Clean)], Now);
        if (options.Verbosity > OutputVerbosity.Quiet || result.Status is TargetStatus.Failed)
            dialect.Ended(text, result, Clean(StatusText.Details(result)));
    }

    private void Open(TargetLog log)
    {
        if (open == log)
            return;
        Close();
        dialect.OpenSection(text, log.Name, log.WasOpened, Now);
        log.WasOpened = true;
        open = log;
    }

    private void Close()
    {
        if (open is null)
            return;
        dialect.CloseSection(text, open.Name, Now);
        open = null;
    }
}
