using System.Globalization;
using System.Text;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting;

/// <summary>What stands at the end of every run: the table of targets, the times, what went wrong, and how it ended.</summary>
internal static class RunSummary
{
    /// <summary>Warnings, and errors, that are repeated; the rest are counted.</summary>
    public const int MaxProblems = 10;

    private const int MaxNameWidth = 40;
    private const int MinDetailsWidth = 10;

    /// <summary>The summary as text, every line ended. <paramref name="clean"/> hides secrets and whatever a CI would take for a command.</summary>
    public static void Append(StringBuilder text, Plan? plan, RunResult run, ReportOptions options, Func<string, string> clean)
    {
        if (options.Verbosity > OutputVerbosity.Quiet)
        {
            AppendTable(text, run, options, clean);
            AppendTimes(text, plan, run, options);
            AppendProblems(text, run, OutputLevel.Warning, "warning", options, clean);
        }

        AppendProblems(text, run, OutputLevel.Error, "error", options, clean);
        AppendFailures(text, run, options, clean);
        text.Append('\n').Append(LastLine(run, options)).Append('\n');
    }

    /// <summary>How the run ended, in one line.</summary>
    public static string LastLine(RunResult run, ReportOptions options)
    {
        var time = DurationText.Of(run.Duration);
        var ended = DurationText.Clock(run.StartedAt + run.Duration, options.TimeProvider);
        if (run.WasCancelled)
            return TerminalText.Styled($"Build cancelled after {time} ({ended}).", TerminalText.Yellow, options.UseColor);
        if (!run.Succeeded)
        {
            var failed = run.Targets.Where(x => x.Status == TargetStatus.Failed).Select(x => x.Name).ToList();
            var names = failed.Count == 0 ? "" : ": " + string.Join(", ", failed.Take(5)) + (failed.Count > 5 ? $" and {failed.Count - 5} more" : "");
            return TerminalText.Styled($"Build failed after {time} ({ended}){names}.", TerminalText.Bold + TerminalText.Red, options.UseColor);
        }

        var wouldRun = 0;
        foreach (var target in run.Targets)
            wouldRun += target.Status == TargetStatus.WouldRun ? 1 : 0;
        return wouldRun > 0
            ? $"Dry run: {Count(wouldRun, "target")} would run, nothing did."
            : TerminalText.Styled($"Build succeeded in {time} ({ended}).", TerminalText.Bold + TerminalText.Green, options.UseColor);
    }

    private static void AppendTable(StringBuilder text, RunResult run, ReportOptions options, Func<string, string> clean)
    {
        if (run.Targets.Count == 0)
            return;

        var rows = new Row[run.Targets.Count];
        var (nameWidth, statusWidth, timeWidth) = (6, 6, 4);
        for (var i = 0; i < rows.Length; i++)
        {
            var target = run.Targets[i];
            var name = TerminalText.Truncate(clean(target.Name), MaxNameWidth, options.UseUnicode);
            var time = StatusText.HasTime(target) ? DurationText.Of(target.Duration) : "";
            rows[i] = new Row(target, name, StatusText.Word(target.Status), time, clean(StatusText.Details(target)));
            nameWidth = Math.Max(nameWidth, TerminalText.Width(name));
            statusWidth = Math.Max(statusWidth, rows[i].Status.Length);
            timeWidth = Math.Max(timeWidth, time.Length);
        }

        var fixedWidth = nameWidth + statusWidth + timeWidth + 6;
        var detailsWidth = options.Width is { } width ? Math.Max(MinDetailsWidth, width() - fixedWidth - 1) : int.MaxValue;
        text.Append('\n');
        AppendCells(text, Styled("Target".PadRight(nameWidth)), Styled("Status".PadRight(statusWidth)), Styled("Time".PadLeft(timeWidth)), "");
        foreach (var row in rows)
        {
            AppendCells(
                text,
                row.Name + new string(' ', nameWidth - TerminalText.Width(row.Name)),
                TerminalText.Styled(row.Status, StatusText.Style(row.Target.Status), options.UseColor) + new string(' ', statusWidth - row.Status.Length),
                row.Time.PadLeft(timeWidth),
                TerminalText.Truncate(row.Details, detailsWidth, options.UseUnicode));
        }

        string Styled(string header) => TerminalText.Styled(header, TerminalText.Bold, options.UseColor);
    }

    private static void AppendCells(StringBuilder text, string name, string status, string time, string details)
    {
        var start = text.Length;
        text.Append(name).Append("  ").Append(status).Append("  ").Append(time);
        if (details.Length > 0)
            text.Append("  ").Append(details);
        while (text.Length > start && text[^1] == ' ')
            text.Length--;
        text.Append('\n');
    }

    private static void AppendTimes(StringBuilder text, Plan? plan, RunResult run, ReportOptions options)
    {
        text.Append("\nTotal ").Append(DurationText.Of(run.Duration));
        if (plan is not null && CriticalPath.Of(plan, run) is { } path)
        {
            var work = TimeSpan.FromTicks(run.Targets.Sum(x => x.Duration.Ticks));
            var arrow = options.UseUnicode ? " → " : " -> ";
            var names = path.Targets.Count <= 6
                ? string.Join(arrow, path.Targets)
                : string.Join(arrow, path.Targets.Take(3)) + arrow + (options.UseUnicode ? "…" : "...") + arrow + string.Join(arrow, path.Targets.TakeLast(2));
            text.Append(", critical path ").Append(DurationText.Of(path.Duration)).Append(" (").Append(names)
                .Append("), one after another ").Append(DurationText.Of(work));
        }

        text.Append('\n');
    }

    private static void AppendProblems(
        StringBuilder text, RunResult run, OutputLevel level, string word, ReportOptions options, Func<string, string> clean)
    {
        if (run.Problems.Count == 0)
            return;

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (var (target, line) in run.Problems)
        {
            if (line.Level != level)
                continue;
            var message = clean(line.Text).Trim();
            var full = target.Length == 0 ? message : $"{target}: {message}";
            if (seen.Add(full))
                lines.Add(full);
        }

        if (lines.Count == 0)
            return;
        var style = level == OutputLevel.Error ? TerminalText.Red : TerminalText.Yellow;
        text.Append('\n').Append(TerminalText.Styled(Count(lines.Count, word) + ":", style, options.UseColor)).Append('\n');
        foreach (var line in lines.Take(MaxProblems))
            text.Append("  ").Append(line).Append('\n');
        if (lines.Count > MaxProblems)
            text.Append("  ... and ").Append(lines.Count - MaxProblems).Append(" more\n");
    }

    private static void AppendFailures(StringBuilder text, RunResult run, ReportOptions options, Func<string, string> clean)
    {
        var ids = new List<string>();
        foreach (var target in run.Targets)
        {
            if (target is { Status: TargetStatus.Failed, Error: { } error })
                AppendFailure(text, target.Name + " failed:", error, ids, options, clean);
        }

        if (run.Error is not null)
            AppendFailure(text, "The run failed:", run.Error, ids, options, clean);
        if (ErrorText.Hint(ids) is { } hint)
            text.Append('\n').Append(hint).Append('\n');
        if (options.Verbosity != OutputVerbosity.Verbose && run.Targets.Any(x => x.Error is { } error && ErrorText.HasUndeclared(error)))
            text.Append("\nRun again with --verbosity verbose to see where it comes from.\n");
    }

    private static void AppendFailure(
        StringBuilder text, string title, Exception error, List<string> ids, ReportOptions options, Func<string, string> clean)
    {
        text.Append('\n').Append(TerminalText.Styled(clean(title), TerminalText.Red, options.UseColor)).Append('\n');

        // Stack traces stood where the target failed; here they would push the table out of sight.
        var verbosity = options.Verbosity == OutputVerbosity.Verbose ? OutputVerbosity.Normal : options.Verbosity;
        foreach (var line in ErrorText.Lines(error, verbosity))
            text.Append("  ").Append(clean(line)).Append('\n');
        foreach (var id in ErrorText.Ids(error))
        {
            if (!ids.Contains(id))
                ids.Add(id);
        }
    }

    private sealed class Row(TargetResult target, string name, string status, string time, string details)
    {
        public TargetResult Target => target;

        public string Name => name;

        public string Status => status;

        public string Time => time;

        public string Details => details;
    }

    private static string Count(int count, string noun) =>
        count.ToString(CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? "" : "s");
}
