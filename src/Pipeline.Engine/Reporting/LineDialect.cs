using System.Text;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting;

/// <summary>How a log wants its lines: plain text, or the commands of a CI system for groups and annotations. One instance serves one run.</summary>
public abstract class LineDialect
{
    internal LineDialect()
    {
    }

    /// <summary>Set by the reporter before anything is written.</summary>
    internal ReportOptions Options { get; set; } = new();

    /// <summary>Begins a target's block. <paramref name="continued"/>: another target's block came in between.</summary>
    internal abstract void OpenSection(StringBuilder log, string target, bool continued, DateTimeOffset now);

    /// <summary>Ends the open block.</summary>
    internal abstract void CloseSection(StringBuilder log, string target, DateTimeOffset now);

    /// <summary>A line of a target, or of the engine; cleaned and without secrets.</summary>
    internal abstract void Line(StringBuilder log, string? target, OutputLine line);

    /// <summary>A target's failure, outside of its block.</summary>
    internal abstract void Failure(StringBuilder log, string target, IReadOnlyList<string> message, DateTimeOffset now);

    /// <summary>A target's end in one line, outside of its block.</summary>
    internal virtual void Ended(StringBuilder log, TargetResult result, string details)
    {
        var mark = StatusText.Mark(result.Status, Options.UseUnicode);
        log.Append(TerminalText.Styled($"{mark} {result.Name}", StatusText.Style(result.Status), Options.UseColor))
            .Append(' ').Append(LowerCaseWord(result.Status));
        if (StatusText.HasTime(result))
            log.Append(result.Status is TargetStatus.Failed or TargetStatus.Cancelled ? " after " : " in ").Append(DurationText.Of(result.Duration));
        if (details.Length > 0 && result.Status != TargetStatus.Failed)
            log.Append(": ").Append(details);
        log.Append('\n');
    }

    /// <summary>A line of the reporter itself.</summary>
    internal virtual void Note(StringBuilder log, string text, DateTimeOffset now) => log.Append(text).Append('\n');

    /// <summary>Makes sure that the CI does not take a tool's line for one of its own commands.</summary>
    internal virtual string Neutralise(string text) => text;

    /// <summary>Tells the CI to hide a secret.</summary>
    internal virtual void Secret(StringBuilder log, string secret)
    {
    }

    /// <summary>After the summary: reports of its own.</summary>
    internal virtual void Finish(StringBuilder log, Plan? plan, RunResult run)
    {
    }

    private static string LowerCaseWord(TargetStatus status) => status switch
    {
        TargetStatus.Succeeded => "succeeded",
        TargetStatus.Cached => "cached",
        TargetStatus.Skipped => "skipped",
        TargetStatus.Failed => "failed",
        TargetStatus.Cancelled => "cancelled",
        TargetStatus.NotRun => "not run",
        _ => "would run",
    };
}
