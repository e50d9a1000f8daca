using System.Globalization;
using System.Text;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting.Plans;

/// <summary>The plan for a person at a terminal (<c>--plan</c>): what runs in which order, what at once, and why each is there.</summary>
public static class PlanText
{
    /// <summary>Writes the plan in stages. Colours, characters, width and secrets as <paramref name="options"/> say.</summary>
    public static void Write(TextWriter output, Plan plan, ReportOptions options)
    {
        var stages = PlanStages.Of(plan);
        var text = new StringBuilder();
        var requested = plan.Requested.Count == 0 ? "nothing" : string.Join(", ", plan.Requested);
        text.Append(TerminalText.Styled($"Plan for {requested}", TerminalText.Bold, options.UseColor))
            .Append(CultureInfo.InvariantCulture, $": {Count(plan.Targets.Count, "target")} in {Count(stages.Count, "stage")}\n");

        var skipped = plan.Targets.Count(x => x.SkipReason is not null);
        if (skipped > 0)
            text.Append(CultureInfo.InvariantCulture, $"{skipped} of them will be skipped\n");

        var nameWidth = plan.Targets.Count == 0 ? 0 : Math.Min(40, plan.Targets.Max(x => TerminalText.Width(x.Name)));
        var numberWidth = stages.Count.ToString(CultureInfo.InvariantCulture).Length;
        for (var i = 0; i < stages.Count; i++)
        {
            text.Append('\n');
            for (var j = 0; j < stages[i].Count; j++)
                AppendTarget(text, stages[i][j], Margin(i, j, stages[i].Count, numberWidth, options), nameWidth, options);
        }

        if (stages.Any(x => x.Count > 1))
            text.Append("\nTargets of one stage don't wait for each other: they run at the same time with --parallel.\n");
        output.Write(options.Mask.Apply(text.ToString()));
        output.Flush();
    }

    /// <summary>The stage's number, and a bracket around what may run at once.</summary>
    private static string Margin(int stage, int row, int rows, int numberWidth, ReportOptions options)
    {
        var number = row == 0 ? (stage + 1).ToString(CultureInfo.InvariantCulture).PadLeft(numberWidth) : new string(' ', numberWidth);
        if (rows == 1)
            return number + "   ";
        var bracket = row == 0 ? '┌' : row == rows - 1 ? '└' : '│';
        return options.UseUnicode ? $"{number} {bracket} " : $"{number} | ";
    }

    private static void AppendTarget(StringBuilder text, PlannedTarget target, string margin, int nameWidth, ReportOptions options)
    {
        var isSkipped = target.SkipReason is not null;
        var name = TerminalText.Truncate(target.Name, nameWidth, options.UseUnicode);
        var padding = new string(' ', nameWidth - TerminalText.Width(name));
        var words = new List<string> { target.Cause };
        if (isSkipped)
            words.Insert(0, "skipped: " + target.SkipReason);
        var onlyAfter = target.WaitsFor.Except(target.Needs, StringComparer.OrdinalIgnoreCase).ToList();
        if (target.Needs.Count > 0)
            words.Add("needs " + string.Join(", ", target.Needs));
        if (onlyAfter.Count > 0)
            words.Add("after " + string.Join(", ", onlyAfter));

        var why = string.Join("; ", words);
        var room = options.Width is { } width ? width() - margin.Length - nameWidth - 3 : int.MaxValue;
        if (room < 12)
            why = "";
        text.Append(TerminalText.Styled(margin, TerminalText.Dim, options.UseColor))
            .Append(TerminalText.Styled(name, isSkipped ? TerminalText.Dim : TerminalText.Cyan, options.UseColor))
            .Append(why.Length == 0 ? "" : padding + "  ")
            .Append(TerminalText.Styled(TerminalText.Truncate(why, room, options.UseUnicode), isSkipped ? TerminalText.Yellow : "", options.UseColor))
            .Append('\n');
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
