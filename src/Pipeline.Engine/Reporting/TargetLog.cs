using Pipeline.Engine.Execution;

namespace Pipeline.Engine.Reporting;

/// <summary>What a running target has written so far.</summary>
internal sealed class TargetLog(string name, DateTimeOffset startedAt)
{
    /// <summary>A target that writes more keeps its last lines only.</summary>
    private const int MaxLines = 20_000;

    private Queue<OutputLine>? lines;

    public string Name { get; } = name;

    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>Whether its section has been opened before, so that the next one is a continuation.</summary>
    public bool WasOpened { get; set; }

    /// <summary>Whether lines were held back that a failure brings to light.</summary>
    public bool HasHidden { get; set; }

    /// <summary>Lines that were dropped because there were too many.</summary>
    public int Dropped { get; private set; }

    /// <summary>The line that shows what it is doing.</summary>
    public string LastLine { get; set; } = "";

    /// <summary>Lines that were kept: most targets of a sequential run keep none.</summary>
    public IReadOnlyCollection<OutputLine> Lines => lines ?? (IReadOnlyCollection<OutputLine>)[];

    public void Keep(OutputLine line)
    {
        lines ??= new Queue<OutputLine>();
        lines.Enqueue(line);
        if (lines.Count > MaxLines)
        {
            lines.Dequeue();
            Dropped++;
        }
    }

    public void Forget()
    {
        lines = null;
        Dropped = 0;
    }
}
