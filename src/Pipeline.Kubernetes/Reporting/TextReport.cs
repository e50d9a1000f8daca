using System.Globalization;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Reporting;

/// <summary>A report for people: by object, the worst first, each rule's fix said once.</summary>
public static class TextReport
{
    private const int IdWidth = 8;

    /// <summary>The lines; whoever shows them gives those with a severity its colour.</summary>
    public static IReadOnlyList<ReportLine> Lines(ManifestReport report, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(options);
        var lines = new List<ReportLine>();
        var explained = new HashSet<Rule>();
        foreach (var group in report.Findings.Where(x => x.WaivedBecause is null).GroupBy(x => x.Subject).OrderByDescending(x => x.Max(y => y.Severity)))
        {
            lines.Add(new(group.Key.Length > 0 ? group.Key : "all objects"));
            foreach (var finding in group.OrderByDescending(x => x.Severity))
                lines.AddRange(Lines(finding, options, explained.Add(finding.Rule)));
            lines.Add(new(""));
        }

        var waived = report.Waived.ToList();
        if (waived.Count > 0)
        {
            lines.Add(new("waived"));
            lines.AddRange(waived.Select(x => new ReportLine($"  {x.Rule.Id} {x.Rule.Name}: {x.Subject}: {x.WaivedBecause}")));
            lines.Add(new(""));
        }

        lines.Add(new(Summary(report), report.Findings.Where(x => x.WaivedBecause is null).Select(x => (FindingSeverity?)x.Severity).Max()));
        return lines;
    }

    /// <summary>The lines as one text.</summary>
    public static string Write(ManifestReport report, ReportOptions options) => string.Join('\n', Lines(report, options).Select(x => x.Text)) + "\n";

    /// <summary><c>19 objects: 1 error, 2 warnings, 1 waived</c>.</summary>
    public static string Summary(ManifestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var parts = new[] { (report.Errors.Count(), "error"), (report.Warnings.Count(), "warning"), (report.Notes.Count(), "note") }.Where(x => x.Item1 > 0).Select(x => Count(x.Item1, x.Item2)).ToList();
        if (parts.Count == 0)
            parts.Add("nothing found");
        if (report.Waived.Any())
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{report.Waived.Count()} waived"));
        return $"{Count(report.ObjectCount, "object")}: {string.Join(", ", parts)}";
    }

    private static IEnumerable<ReportLine> Lines(Finding finding, ReportOptions options, bool explain)
    {
        var severity = finding.Severity.ToString().ToLowerInvariant();
        var indent = new string(' ', IdWidth + 2);
        yield return new($"  {severity.PadRight(IdWidth)}{finding.Rule.Id} {finding.Rule.Name}{(finding.Path.Length > 0 ? "  " + finding.Path : "")}", finding.Severity);
        yield return new(indent + finding.Message);
        if (finding.Location is { } place)
            yield return new(string.Create(CultureInfo.InvariantCulture, $"{indent}{options.Relative(place.File)}:{place.Line}"));
        else if (finding.Source.Length > 0)
            yield return new(indent + options.Relative(finding.Source));
        if (explain)
            yield return new(indent + finding.Rule.Fix);
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}

/// <summary>A line of a report.</summary>
/// <param name="Text">The line.</param>
/// <param name="Severity">What it is about; null for a line that has no colour.</param>
public sealed record ReportLine(string Text, FindingSeverity? Severity = null);
