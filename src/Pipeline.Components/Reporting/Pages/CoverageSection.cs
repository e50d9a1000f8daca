using System.Xml.Linq;
using Pipeline.Components.Coverage;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>Tests and coverage, of each set of tests that has figures.</summary>
internal static class CoverageSection
{
    public static XElement? Of(DeliveryRun run) => run.Files.Coverage.Count == 0 ? null : Section("coverage", "Tests and coverage", run.Files.Coverage.Select(x => One(run, x)));

    private static IEnumerable<XElement> One(DeliveryRun run, Found<CoverageSummary> found)
    {
        var (coverage, tests) = found.Content;
        yield return Tag.Of("h3", found.File.Name switch { "summary.json" => "All tests", "fast-summary.json" => "Quick tests", var other => other });
        if (Age.Of(run, found.File) is { } age)
            yield return age;
        yield return Paragraph(
            Badge(tests.Failed > 0 ? Tone.Bad : tests.Passed > 0 ? Tone.Good : Tone.Doubt, $"{tests.Passed} passed, {tests.Failed} failed, {tests.Skipped} skipped"),
            $" Lines {Number(coverage.LinePercent)} % ({coverage.CoveredLines} of {coverage.Lines}), branches {Number(coverage.BranchPercent)} % ({coverage.CoveredBranches} of {coverage.Branches}).");
        if (tests.SkipReasons.Count > 0)
            yield return Tag.Of("ul", Class("soft"), tests.SkipReasons.Select(x => Tag.Of("li", $"skipped: {x}")));
        if (coverage.Assemblies.Count > 0)
        {
            yield return Table("Coverage of each assembly", ["Assembly", "Lines", "Branches"],
                coverage.Assemblies.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => new object?[] { x.Key, Bar(x.Value.LinePercent, x.Value.CoveredLines, x.Value.Lines), Bar(x.Value.BranchPercent, x.Value.CoveredBranches, x.Value.Branches) }));
        }
    }

    private static XElement Bar(double percent, int covered, int all) => Tag.Of("div", Class("meter"),
        Tag.Of("svg", Class("bar"), With("aria-hidden", "true"), Tag.Of("rect", Class("track"), With("width", "100%"), With("height", "100%"), With("rx", 4)), Tag.Of("rect", Class("fill"), With("width", $"{Number(all == 0 ? 0 : Math.Clamp(percent, 0, 100))}%"), With("height", "100%"), With("rx", 4))),
        Tag.Of("span", all == 0 ? "none" : $"{Number(percent)} %"),
        Tag.Of("span", Class("soft of"), all == 0 ? "" : $"{covered}/{all}"));
}
