namespace Pipeline.Engine.Execution;

/// <summary>
/// The target that the current flow of control belongs to. Ambient, because a build file's code (<c>Log.Information</c>,
/// <c>Console.WriteLine</c>, <c>StartProcess</c>) is written without a context at hand.
/// </summary>
public sealed class TargetContext
{
    private static readonly AsyncLocal<TargetContext?> Ambient = new();
    private readonly RunLog _log;
    private readonly List<KeyValuePair<string, string>> _summary = [];
    private readonly List<PartialLine> _partialLines = [];

    internal TargetContext(string name, RunLog log, CancellationToken cancellationToken)
    {
        Name = name;
        _log = log;
        CancellationToken = cancellationToken;
    }

    /// <summary>The context of the target that is running here, or null outside of one.</summary>
    public static TargetContext? Current
    {
        get => Ambient.Value;
        internal set => Ambient.Value = value;
    }

    /// <summary>The target's name.</summary>
    public string Name { get; }

    /// <summary>Cancelled when the run is; a target that runs to clean up after a cancelled run has one of its own.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Writes a line, kept apart from what other targets write.</summary>
    public void Write(OutputLevel level, string text) => _log.Write(Name, level, text);

    /// <summary>Adds a figure to the summary table.</summary>
    public void Report(string key, string value)
    {
        lock (_summary)
        {
            _summary.RemoveAll(x => x.Key == key);
            _summary.Add(new KeyValuePair<string, string>(key, value));
        }
    }

    /// <summary>Takes text from a console, and writes the lines that it completes.</summary>
    internal void WriteText(TargetConsole console, ReadOnlySpan<char> text, bool endsLine)
    {
        List<string> lines = [];
        lock (_partialLines)
        {
            for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n'))
            {
                lines.Add(EndLine(console, text[..end]));
                text = text[(end + 1)..];
            }

            if (endsLine)
            {
                lines.Add(EndLine(console, text));
            }
            else if (!text.IsEmpty)
            {
                var partial = _partialLines.Find(x => x.Console == console);
                if (partial is null)
                    _partialLines.Add(partial = new PartialLine(console));
                partial.Text.Append(text);
            }
        }

        // Not under the lock: an observer that this calls may write to the console that another thread holds.
        foreach (var line in lines)
            Write(OutputLevel.Information, line);
    }

    /// <summary>Writes the lines whose end never came.</summary>
    internal void FlushPartialLines()
    {
        List<string> lines = [];
        lock (_partialLines)
        {
            while (_partialLines.Count > 0)
                lines.Add(EndLine(_partialLines[0].Console, []));
        }

        foreach (var line in lines)
            Write(OutputLevel.Information, line);
    }

    internal IReadOnlyList<KeyValuePair<string, string>> Summary
    {
        get
        {
            lock (_summary)
                return [.. _summary];
        }
    }

    private string EndLine(TargetConsole console, ReadOnlySpan<char> rest)
    {
        // The carriage return before a line feed may have come with the call before.
        var line = rest.ToString();
        if (_partialLines.Find(x => x.Console == console) is { } partial)
        {
            _partialLines.Remove(partial);
            line = partial.Text.Append(line).ToString();
        }

        return line.EndsWith('\r') ? line[..^1] : line;
    }
}
