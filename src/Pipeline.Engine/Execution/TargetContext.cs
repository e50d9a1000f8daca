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

    internal IReadOnlyList<KeyValuePair<string, string>> Summary
    {
        get
        {
            lock (_summary)
                return [.. _summary];
        }
    }
}
