using System.Xml.Linq;
using Pipeline.Releases.Proving;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>Scans of images and audits of packages: what their gates said, and what counts. One that wasn't done says so.</summary>
internal static class VerdictSection
{
    // The reports beside the page have them all.
    private const int MostFindings = 50;
    private static readonly string[] s_shownFates = ["counted", "waived", "vex"];

    public static XElement? OfScans(DeliveryRun run) => Of(run, "scan", "Image scan", Evidence.Scan, run.Files.Scans);

    public static XElement? OfAudits(DeliveryRun run) => Of(run, "audit", "Package audit", Evidence.Audit, run.Files.Audits);

    private static XElement? Of(DeliveryRun run, string id, string title, Evidence kind, IReadOnlyList<Found<FoundVerdict>> verdicts)
    {
        var records = run.Files.Evidence.Where(x => x.Kind == kind.Name).ToList();
        return verdicts.Count == 0 && records.Count == 0
            ? null
            : Section(id, title, verdicts.Select(x => One(run, x)), verdicts.Count == 0 ? records.Select(EvidenceLine.Of) : null);
    }

    private static IEnumerable<XElement> One(DeliveryRun run, Found<FoundVerdict> found)
    {
        var verdict = found.Content;
        var name = verdict.Image ?? found.File.Name.Split('.')[0];
        yield return Tag.Of("h3", Class("long"), name);
        if (Age.Of(run, found.File) is { } age)
            yield return age;
        yield return Paragraph(Badge(Tones.OfState(verdict.State), verdict.State), " ", verdict.Reason);
        if (verdict.State != "not done")
            yield return Soft(string.Join(", ", verdict.Severities.Select(x => $"{x.Value} {x.Key}")) + $" counted; {string.Join(", ", verdict.Fates.Where(x => x.Value > 0).Select(x => $"{x.Value} {x.Key}"))}.", Scanner(verdict));
        if (verdict.Problems.Count > 0)
            yield return Tag.Of("ul", verdict.Problems.Select(x => Tag.Of("li", x)));
        var shown = verdict.Findings.Where(x => s_shownFates.Contains(x.Fate, StringComparer.Ordinal)).ToList();
        if (shown.Count == 0)
            yield break;
        yield return Table($"Findings in {name}", ["Finding", "Severity", "Fate", "Where", "Fixed in", "Why"], shown.Take(MostFindings).Select(x => new object?[] { Link(x.Url, x.Id), x.Severity, x.Fate, x.Where, x.FixedIn, x.Why }));
        if (shown.Count > MostFindings)
            yield return Soft($"And {shown.Count - MostFindings} more, in the reports below.");
    }

    private static string Scanner(FoundVerdict verdict) => verdict.Scanner is { Length: > 0 } scanner
        ? $" By {scanner}{(verdict.DatabaseUpdatedAt is { } database ? $", with the vulnerability data of {database}" : ", without a date of its vulnerability data")}."
        : "";
}
