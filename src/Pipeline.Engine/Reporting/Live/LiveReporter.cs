using System.Globalization;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting.Live;

/// <summary>
/// A run on a terminal: what ended stands above; at the bottom what is running, for how long, and its last line. Tools' output
/// appears when its target fails, or with <see cref="OutputVerbosity.Verbose"/>. Drawn at most ten times a second.
/// </summary>
public sealed class LiveReporter : IRunObserver, IDisposable
{
    private const int MaxRows = 12;
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly TextWriter output;
    private readonly ReportOptions options;
    private readonly SectionLog log;
    private readonly LiveRegion region = new();
    private ITimer? timer;
    private DateTimeOffset startedAt;
    private DateTimeOffset lastFrame = DateTimeOffset.MinValue;
    private int finished;
    private int frames;
    private bool isEnded;
    private bool isBroken;

    /// <summary>A live view on <paramref name="output"/>, which must be a terminal. It is neither closed nor disposed.</summary>
    public LiveReporter(TextWriter output, ReportOptions options)
    {
        this.output = output;
        this.options = options;
        var leastLevel = options.Verbosity == OutputVerbosity.Normal ? OutputLevel.Information : options.Verbosity.LeastLevel;
        log = new SectionLog(options, new TerminalDialect(), leastLevel) { OpensEarly = false };
    }

    /// <inheritdoc />
    public void OnRunStarting(Plan plan)
    {
        lock (gate)
        {
            log.Plan = plan;
            startedAt = options.TimeProvider.GetUtcNow();
        }
    }

    /// <inheritdoc />
    public void OnTargetStarting(PlannedTarget target)
    {
        lock (gate)
        {
            log.Start(target.Name);
            if (!isEnded)
                timer ??= options.TimeProvider.CreateTimer(static state => ((LiveReporter)state!).OnTick(), this, FrameTime, FrameTime);
            DrawIfDue();
        }
    }

    /// <inheritdoc />
    public void OnOutput(string? target, OutputLine line)
    {
        lock (gate)
        {
            log.Output(target, line);
            DrawIfDue();
        }
    }

    /// <inheritdoc />
    public void OnTargetFinished(TargetResult result)
    {
        lock (gate)
        {
            finished++;
            log.End(result);
            DrawIfDue();
        }
    }

    /// <inheritdoc />
    public void OnRunFinished(RunResult result)
    {
        lock (gate)
        {
            log.Finish(result);
            End();
        }
    }

    /// <summary>Takes the region away and gives the cursor back, whatever happened. May be called again, and from any thread (Ctrl+C).</summary>
    public void Dispose()
    {
        lock (gate)
            End();
    }

    private void End()
    {
        isEnded = true;
        timer?.Dispose();
        timer = null;
        Write(region.Clear(log.Take(), Width()));
    }

    private void OnTick()
    {
        lock (gate)
        {
            if (!isEnded)
                Draw(options.TimeProvider.GetUtcNow());
        }
    }

    private void DrawIfDue()
    {
        var now = options.TimeProvider.GetUtcNow();
        if (isEnded)
            Write(log.Take());
        else if (now - lastFrame >= FrameTime)
            Draw(now);
    }

    private void Draw(DateTimeOffset now)
    {
        lastFrame = now;
        frames++;
        var text = region.Frame(log.Take(), Lines(now), Width(), options.UseColor);
        Write(text);
    }

    private List<(string Text, string Style)> Lines(DateTimeOffset now)
    {
        var width = Width() - 1;
        var running = log.Running;
        var lines = new List<(string, string)>();
        if (running.Count == 0)
            return lines;

        var total = log.Plan?.Targets.Count ?? 0;
        var counts = string.Create(CultureInfo.InvariantCulture, $"{finished}/{total} done, {running.Count} running, {DurationText.Of(now - startedAt)}");
        var room = Math.Min(MaxRows, Math.Max(1, (options.Height?.Invoke() ?? 24) - 2)) - 1;
        if (room == 0)
        {
            lines.Add((TerminalText.Truncate($"{Spinner()} {running[0].Name} {counts}", width, options.UseUnicode), TerminalText.Cyan));
            return lines;
        }

        var shown = running.Count <= room ? running.Count : room - 1;
        var nameWidth = 0;
        for (var i = 0; i < shown; i++)
            nameWidth = Math.Max(nameWidth, TerminalText.Width(running[i].Name));
        nameWidth = Math.Min(nameWidth, Math.Max(8, width / 3));
        for (var i = 0; i < shown; i++)
            lines.Add((TargetLine(running[i], nameWidth, width, now), TerminalText.Cyan));
        if (shown < running.Count)
            lines.Add((TerminalText.Truncate($"  and {running.Count - shown} more running", width, options.UseUnicode), TerminalText.Cyan));
        lines.Add((TerminalText.Truncate(counts, width, options.UseUnicode), TerminalText.Dim));
        return lines;
    }

    private string TargetLine(TargetLog target, int nameWidth, int width, DateTimeOffset now)
    {
        var name = TerminalText.Truncate(target.Name, nameWidth, options.UseUnicode);
        var head = $"{Spinner()} {name}{new string(' ', nameWidth - TerminalText.Width(name))}  {DurationText.Of(now - target.StartedAt)}";
        var last = TerminalText.Clean(target.LastLine, keepColor: false).Trim();
        return TerminalText.Truncate(last.Length == 0 ? head : $"{head}  {last}", width, options.UseUnicode);
    }

    private char Spinner() => options.UseUnicode ? "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"[frames % 10] : "|/-\\"[frames % 4];

    /// <summary>A terminal that doesn't say how wide it is, is taken for 80 columns.</summary>
    private int Width()
    {
        var width = options.Width?.Invoke() ?? 80;
        return width <= 0 ? 80 : width;
    }

    private void Write(string text)
    {
        if (text.Length == 0 || isBroken)
            return;
        try
        {
            output.Write(text);
            output.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The terminal has gone (SIGHUP). A delivery is not to fail half-way because of it.
            isBroken = true;
        }
    }
}
