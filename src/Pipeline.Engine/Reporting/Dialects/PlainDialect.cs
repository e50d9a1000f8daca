using System.Text;
using Pipeline.Engine.Execution;

namespace Pipeline.Engine.Reporting.Dialects;

/// <summary>Lines with time and level, for pipes and for logs of CI systems that are not known.</summary>
public sealed class PlainDialect : LineDialect
{
    private const int HeaderWidth = 72;
    private bool hasSections;

    internal override void OpenSection(StringBuilder log, string target, bool continued, DateTimeOffset now)
    {
        if (hasSections)
            log.Append('\n');
        hasSections = true;

        var dash = Options.UseUnicode ? '─' : '-';
        var title = continued ? target + " (continued)" : target;
        var rest = Math.Max(2, Math.Min(HeaderWidth, Options.Width?.Invoke() ?? HeaderWidth) - TerminalText.Width(title) - 4);
        log.Append(TerminalText.Styled($"{dash}{dash} {title} {new string(dash, rest)}", TerminalText.Bold + TerminalText.Cyan, Options.UseColor)).Append('\n');
    }

    internal override void CloseSection(StringBuilder log, string target, DateTimeOffset now)
    {
    }

    internal override void Line(StringBuilder log, string? target, OutputLine line)
    {
        var prefix = $"[{DurationText.Clock(line.Time, Options.TimeProvider)} {LevelWord(line.Level)}]";
        log.Append(TerminalText.Styled(prefix, LevelStyle(line.Level), Options.UseColor)).Append(' ').Append(line.Text).Append('\n');
    }

    internal override void Failure(StringBuilder log, string target, IReadOnlyList<string> message, DateTimeOffset now)
    {
        foreach (var line in message)
            Line(log, target, new OutputLine(now, OutputLevel.Error, line));
    }

    internal override void Note(StringBuilder log, string text, DateTimeOffset now) => Line(log, null, new OutputLine(now, OutputLevel.Information, text));

    private static string LevelWord(OutputLevel level) => level switch
    {
        OutputLevel.Trace => "TRC",
        OutputLevel.Debug => "DBG",
        OutputLevel.Information => "INF",
        OutputLevel.Warning => "WRN",
        _ => "ERR",
    };

    private static string LevelStyle(OutputLevel level) => level switch
    {
        OutputLevel.Error => TerminalText.Red,
        OutputLevel.Warning => TerminalText.Yellow,
        OutputLevel.Information => "",
        _ => TerminalText.Dim,
    };
}
