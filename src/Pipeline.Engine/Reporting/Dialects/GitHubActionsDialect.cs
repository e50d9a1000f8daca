using System.Globalization;
using System.Text;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting.Dialects;

/// <summary>
/// GitHub Actions: a group for each target, annotations for errors and warnings, masked secrets, and a job summary. Tools can't issue
/// workflow commands: a line of theirs that looks like one is disarmed
/// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
/// </summary>
public sealed class GitHubActionsDialect : LineDialect
{
    /// <summary>GitHub shows ten errors and ten warnings for a step.</summary>
    private const int MaxAnnotations = 10;

    private readonly Annotations annotations = new(MaxAnnotations);

    /// <summary>The file that <c>GITHUB_STEP_SUMMARY</c> names; null: no job summary.</summary>
    public string? StepSummaryPath { get; init; }

    /// <summary>The checkout; files in annotations are named relative to it.</summary>
    public string? RootDirectory { get; init; }

    internal override void OpenSection(StringBuilder log, string target, bool continued, DateTimeOffset now) =>
        log.Append("::group::").Append(EscapeMessage(continued ? target + " (continued)" : target)).Append('\n');

    internal override void CloseSection(StringBuilder log, string target, DateTimeOffset now) => log.Append("::endgroup::\n");

    internal override void Line(StringBuilder log, string? target, OutputLine line)
    {
        if (Annotations.DiagnosticOf(line, target) is { } diagnostic && annotations.Take(diagnostic.IsError, Identity(diagnostic)))
            Annotate(log, diagnostic);
        else
            log.Append(line.Level >= OutputLevel.Warning ? LevelWord(line.Level) : "").Append(line.Text).Append('\n');
    }

    internal override void Failure(StringBuilder log, string target, IReadOnlyList<string> message, DateTimeOffset now)
    {
        var text = string.Join('\n', message);
        if (annotations.Take(isError: true, target + "\n" + text))
            Annotate(log, new Diagnostic(null, 0, 0, IsError: true, target + " failed", text));
        else
            log.Append("Error: ").Append(string.Join("\n  ", message)).Append('\n');
    }

    internal override string Neutralise(string text)
    {
        // The runner finds "##[command]" anywhere in a line, and "::command::" at its beginning.
        if (text.Contains("##[", StringComparison.Ordinal))
            text = text.Replace("##[", "## [", StringComparison.Ordinal);
        return CommandText.StartOf(text, "::") is >= 0 and var at ? string.Concat(text.AsSpan(0, at), "> ", text.AsSpan(at)) : text;
    }

    internal override void Secret(StringBuilder log, string secret)
    {
        foreach (var line in secret.Split(['\r', '\n'], StringSplitOptions.TrimEntries))
        {
            if (line.Length >= OutputMask.MinLength)
                log.Append("::add-mask::").Append(EscapeMessage(line)).Append('\n');
        }
    }

    internal override void Finish(StringBuilder log, Plan? plan, RunResult run)
    {
        if (annotations.ErrorsLeftOut + annotations.WarningsLeftOut > 0)
            log.Append(CultureInfo.InvariantCulture, $"GitHub shows {MaxAnnotations} annotations of a kind; {annotations.ErrorsLeftOut} errors and {annotations.WarningsLeftOut} warnings stand in the log alone.\n");
        if (StepSummaryPath is null)
            return;

        try
        {
            File.AppendAllText(StepSummaryPath, JobSummary.Markdown(plan, run, Options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            log.Append("::warning title=").Append(ReportingErrors.JobSummary.Id).Append("::")
                .Append(EscapeMessage($"{ReportingErrors.JobSummary.Id}: The job summary can't be written to '{StepSummaryPath}': {e.Message} {ReportingErrors.JobSummary.Cure}"))
                .Append('\n');
        }
    }

    private static string LevelWord(OutputLevel level) => level == OutputLevel.Error ? "Error: " : "Warning: ";

    private static string Identity(Diagnostic diagnostic) => string.Join('\n', diagnostic.File, diagnostic.Line, diagnostic.Column, diagnostic.Code, diagnostic.Message);

    private void Annotate(StringBuilder log, Diagnostic diagnostic)
    {
        log.Append(diagnostic.IsError ? "::error" : "::warning");
        var separator = ' ';
        if (diagnostic.File is not null)
        {
            Property("file", Annotations.RelativePath(diagnostic.File, RootDirectory));
            if (diagnostic.Line > 0)
                Property("line", diagnostic.Line.ToString(CultureInfo.InvariantCulture));
            if (diagnostic.Column > 0)
                Property("col", diagnostic.Column.ToString(CultureInfo.InvariantCulture));
        }

        if (diagnostic.Code.Length > 0)
            Property("title", diagnostic.Code);
        log.Append("::").Append(EscapeMessage(diagnostic.Message)).Append('\n');

        void Property(string name, string value)
        {
            log.Append(separator).Append(name).Append('=').Append(EscapeProperty(value));
            separator = ',';
        }
    }

    private static string EscapeMessage(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) =>
        EscapeMessage(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
