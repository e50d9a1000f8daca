using System.Globalization;
using System.Text;
using Pipeline.Engine.Execution;

namespace Pipeline.Engine.Reporting.Dialects;

/// <summary>
/// Azure Pipelines: groups, logged issues and secrets
/// (https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands).
/// </summary>
public sealed class AzurePipelinesDialect : LineDialect
{
    private readonly Annotations annotations = new(max: 100);

    /// <summary>The checkout; files of issues are named relative to it.</summary>
    public string? RootDirectory { get; init; }

    internal override void OpenSection(StringBuilder log, string target, bool continued, DateTimeOffset now) =>
        log.Append("##[group]").Append(target).Append(continued ? " (continued)\n" : "\n");

    internal override void CloseSection(StringBuilder log, string target, DateTimeOffset now) => log.Append("##[endgroup]\n");

    internal override void Line(StringBuilder log, string? target, OutputLine line)
    {
        if (Annotations.DiagnosticOf(line, target) is { } diagnostic && annotations.Take(diagnostic.IsError, line.Text.Trim()))
            LogIssue(log, diagnostic);
        else
            log.Append(line.Level == OutputLevel.Error ? "##[error]" : line.Level == OutputLevel.Warning ? "##[warning]" : "").Append(line.Text).Append('\n');
    }

    internal override void Failure(StringBuilder log, string target, IReadOnlyList<string> message, DateTimeOffset now) =>
        LogIssue(log, new Diagnostic(null, 0, 0, IsError: true, "", $"{target} failed: {string.Join('\n', message)}"));

    // The agent looks for "##vso[" anywhere in a line, and formats one that begins with "##[".
    internal override string Neutralise(string text)
    {
        if (text.Contains("##vso[", StringComparison.OrdinalIgnoreCase))
            text = text.Replace("##vso[", "## vso[", StringComparison.OrdinalIgnoreCase);
        return CommandText.BeginsWith(text, "##[") ? text.Replace("##[", "## [", StringComparison.Ordinal) : text;
    }

    internal override void Secret(StringBuilder log, string secret)
    {
        foreach (var line in secret.Split(['\r', '\n'], StringSplitOptions.TrimEntries))
        {
            if (line.Length >= OutputMask.MinLength)
                log.Append("##vso[task.setsecret]").Append(EscapeMessage(line)).Append('\n');
        }
    }

    private void LogIssue(StringBuilder log, Diagnostic diagnostic)
    {
        log.Append("##vso[task.logissue type=").Append(diagnostic.IsError ? "error" : "warning").Append(';');
        if (diagnostic.File is not null)
        {
            log.Append("sourcepath=").Append(EscapeProperty(Annotations.RelativePath(diagnostic.File, RootDirectory))).Append(';');
            if (diagnostic.Line > 0)
                log.Append("linenumber=").Append(diagnostic.Line.ToString(CultureInfo.InvariantCulture)).Append(';');
            if (diagnostic.Column > 0)
                log.Append("columnnumber=").Append(diagnostic.Column.ToString(CultureInfo.InvariantCulture)).Append(';');
        }

        if (diagnostic.Code.Length > 0)
            log.Append("code=").Append(EscapeProperty(diagnostic.Code)).Append(';');
        log.Append(']').Append(EscapeMessage(diagnostic.Message)).Append('\n');
    }

    private static string EscapeMessage(string text) =>
        text.Replace("%", "%AZP25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) =>
        EscapeMessage(text).Replace(";", "%3B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
}
