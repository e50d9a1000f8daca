using System.Text;
using Pipeline.Engine.Execution;

namespace Pipeline.Engine.Reporting.Live;

/// <summary>What stays on a terminal above the live region: a target's own words, indented under its name, without clock and level.</summary>
internal sealed class TerminalDialect : LineDialect
{
    internal override void OpenSection(StringBuilder log, string target, bool continued, DateTimeOffset now) =>
        log.Append(TerminalText.Styled(continued ? target + " (continued)" : target, TerminalText.Bold, Options.UseColor)).Append('\n');

    internal override void CloseSection(StringBuilder log, string target, DateTimeOffset now)
    {
    }

    internal override void Line(StringBuilder log, string? target, OutputLine line)
    {
        var style = line.Level switch
        {
            OutputLevel.Error => TerminalText.Red,
            OutputLevel.Warning => TerminalText.Yellow,
            OutputLevel.Information => "",
            _ => TerminalText.Dim,
        };
        var hasColor = line.Text.Contains('\e', StringComparison.Ordinal);
        log.Append(target is null ? "" : "  ").Append(hasColor ? line.Text : TerminalText.Styled(line.Text, style, Options.UseColor)).Append('\n');
    }

    internal override void Failure(StringBuilder log, string target, IReadOnlyList<string> message, DateTimeOffset now)
    {
        foreach (var line in message)
            Line(log, target, new OutputLine(now, OutputLevel.Error, line));
    }

    internal override void Note(StringBuilder log, string text, DateTimeOffset now) =>
        log.Append("  ").Append(TerminalText.Styled(text, TerminalText.Dim, Options.UseColor)).Append('\n');
}
