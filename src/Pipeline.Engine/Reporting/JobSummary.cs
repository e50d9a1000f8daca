using System.Text;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting;

/// <summary>A run as Markdown, for a CI's job page.</summary>
internal static class JobSummary
{
    public static string Markdown(Plan? plan, RunResult run, ReportOptions options)
    {
        var plain = options with { UseColor = false, Width = null };
        var text = new StringBuilder();
        text.Append("## ").Append(Mark(run)).Append(' ').Append(Cell(RunSummary.LastLine(run, plain), options.Mask)).Append("\n\n");
        text.Append("| Target | Status | Time | Details |\n|:--|:--|--:|:--|\n");
        foreach (var target in run.Targets)
        {
            text.Append("| ").Append(Cell(target.Name, options.Mask))
                .Append(" | ").Append(StatusMark(target.Status)).Append(' ').Append(StatusText.Word(target.Status))
                .Append(" | ").Append(StatusText.HasTime(target) ? DurationText.Of(target.Duration) : "")
                .Append(" | ").Append(Cell(StatusText.Details(target), options.Mask)).Append(" |\n");
        }

        if (plan is not null && CriticalPath.Of(plan, run) is { } path)
            text.Append("\nCritical path ").Append(DurationText.Of(path.Duration)).Append(": ").Append(Cell(string.Join(" → ", path.Targets), options.Mask)).Append('\n');

        foreach (var target in run.Targets)
        {
            if (target is { Status: TargetStatus.Failed, Error: { } error })
                AppendFailure(text, target.Name + " failed", error, options);
        }

        if (run.Error is not null)
            AppendFailure(text, "The run failed", run.Error, options);
        return text.Append('\n').ToString();
    }

    /// <summary>A fence longer than any run of backticks inside keeps the message from ending it.</summary>
    private static void AppendFailure(StringBuilder text, string title, Exception error, ReportOptions options)
    {
        var lines = ErrorText.Lines(error, OutputVerbosity.Normal).Select(x => options.Mask.Apply(TerminalText.Clean(x, keepColor: false))).ToList();
        var fence = "```";
        while (lines.Exists(x => x.Contains(fence, StringComparison.Ordinal)))
            fence += "`";
        text.Append("\n### ").Append(Cell(title, options.Mask)).Append("\n\n").Append(fence).Append("text\n");
        foreach (var line in lines)
            text.Append(line).Append('\n');
        text.Append(fence).Append('\n');
    }

    /// <summary>Text inside a table: no markup, no HTML, no line break.</summary>
    private static string Cell(string value, OutputMask mask)
    {
        var clean = TerminalText.Clean(mask.Apply(value).Replace('\n', ' '), keepColor: false);
        var result = new StringBuilder(clean.Length);
        foreach (var c in clean)
        {
            if (c is '<' or '>' or '&')
            {
                result.Append(c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;");
                continue;
            }

            if (c is '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '~' or '#' or '@')
                result.Append('\\');
            result.Append(c);
        }

        return result.ToString();
    }

    private static string Mark(RunResult run) => run.WasCancelled ? "⚠️" : run.Succeeded ? "✅" : "❌";

    private static string StatusMark(TargetStatus status) => status switch
    {
        TargetStatus.Succeeded => "✅",
        TargetStatus.Cached => "♻️",
        TargetStatus.Failed => "❌",
        TargetStatus.Cancelled => "⚠️",
        _ => "⚪",
    };
}
