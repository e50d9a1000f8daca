using System.Globalization;
using System.Text;
using Pipeline.Engine.Execution;

namespace Pipeline.Engine.Reporting.Dialects;

/// <summary>GitLab CI: a collapsible section for each target (https://docs.gitlab.com/ci/jobs/job_logs/).</summary>
public sealed class GitLabDialect : LineDialect
{
    private readonly PlainDialect plain = new();
    private int sections;

    internal override void OpenSection(StringBuilder log, string target, bool continued, DateTimeOffset now)
    {
        // A section's name has to be unique in the job.
        sections++;
        log.Append(CultureInfo.InvariantCulture, $"\e[0Ksection_start:{now.ToUnixTimeSeconds()}:{SectionName(target)}\r\e[0K")
            .Append(TerminalText.Styled(continued ? target + " (continued)" : target, TerminalText.Bold + TerminalText.Cyan, Options.UseColor)).Append('\n');
    }

    internal override void CloseSection(StringBuilder log, string target, DateTimeOffset now) =>
        log.Append(CultureInfo.InvariantCulture, $"\e[0Ksection_end:{now.ToUnixTimeSeconds()}:{SectionName(target)}\r\e[0K\n");

    internal override void Line(StringBuilder log, string? target, OutputLine line)
    {
        plain.Options = Options;
        plain.Line(log, target, line);
    }

    internal override void Failure(StringBuilder log, string target, IReadOnlyList<string> message, DateTimeOffset now)
    {
        foreach (var line in message)
            Line(log, target, new OutputLine(now, OutputLevel.Error, line));
    }

    internal override string Neutralise(string text) => text
        .Replace("section_start:", "section start:", StringComparison.Ordinal)
        .Replace("section_end:", "section end:", StringComparison.Ordinal);

    /// <summary>Letters, digits, <c>_</c>, <c>.</c> and <c>-</c> are allowed.</summary>
    private string SectionName(string target)
    {
        var name = new StringBuilder(target.Length + 8);
        foreach (var c in target)
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? char.ToLowerInvariant(c) : '_');
        return name.Append('_').Append(sections.ToString(CultureInfo.InvariantCulture)).ToString();
    }
}
