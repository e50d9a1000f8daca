using System.Text;
using Pipeline.Containers.Scanning.Gate;

namespace Pipeline.Containers.Scanning.Writing;

/// <summary>A verdict as text for terminals and logs.</summary>
public static class ScanTable
{
    private const int WidestCell = 48;

    /// <summary>The verdict, its problems and notes, and a table of what counts or was let through by someone's word.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="all">True lists what is below the threshold, unfixed or known before, too.</param>
    public static string Write(ScanVerdict verdict, bool all = false)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var text = new StringBuilder();
        text.Append("Scan of ").Append(VerdictWords.Artifact(verdict)).Append(": ").Append(VerdictWords.Of(verdict.State)).Append(". ").Append(verdict.Reason.TrimEnd('.')).Append(".\n");
        foreach (var problem in verdict.Problems)
            text.Append("  ! ").Append(problem).Append('\n');
        foreach (var note in verdict.Notes)
            text.Append("  - ").Append(note).Append('\n');

        var rows = verdict.Findings.Where(x => all || x.Fate is FindingFate.Counted or FindingFate.Waived or FindingFate.Vex).Select(Row).ToList();
        if (rows.Count > 0)
            AppendTable(text, rows);

        var hidden = verdict.Findings.Count - rows.Count;
        if (hidden > 0)
            text.Append(hidden).Append(hidden == 1 ? " more finding doesn't count: " : " more findings don't count: ")
                .AppendJoin(", ", verdict.Findings.GroupBy(x => x.Fate).Where(x => x.Key is FindingFate.BelowThreshold or FindingFate.Unfixed or FindingFate.KnownBefore).OrderBy(x => x.Key).Select(x => $"{x.Count()} {VerdictWords.Of(x.Key)}")).Append(".\n");
        return text.ToString();
    }

    private static string[] Row(JudgedFinding judged) =>
    [
        VerdictWords.Of(judged.Fate),
        judged.Finding.Severity.ToString().ToUpperInvariant(),
        judged.Finding.Id,
        judged.Finding.Place + (judged.Finding.Package is null && judged.Finding.StartLine > 0 ? $":{judged.Finding.StartLine}" : ""),
        VerdictWords.Fix(judged.Finding),
        judged.Reason.Length > 0 ? judged.Reason : judged.Finding.Title,
    ];

    private static void AppendTable(StringBuilder text, List<string[]> rows)
    {
        string[] titles = ["Fate", "Severity", "Id", "Where", "Fixed in", "Why"];
        List<string[]> cells = [titles, .. rows.Select(x => x.Select((cell, i) => Shortened(Plain(cell), i == titles.Length - 1 ? 100 : WidestCell)).ToArray())];
        var widths = titles.Select((_, i) => cells.Max(x => x[i].Length)).ToArray();
        foreach (var row in cells)
            text.Append(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()).Append('\n');
    }

    // A report's texts come from anywhere: none may move the cursor or start a line of its own.
    private static string Plain(string text) => string.Concat(text.Select(x => char.IsControl(x) ? ' ' : x));

    private static string Shortened(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
