using System.Xml.Linq;
using Pipeline.Releases.Pages;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>The plans that this run made. Those of earlier runs are linked, not shown: the world may have moved.</summary>
internal static class PlanSection
{
    public static XElement? Of(DeliveryRun run) => run.Files.Plans.Count == 0 ? null : Section("plan", "Plan of the release", run.Files.Plans.Select(x => One(run, x)));

    private static XElement One(DeliveryRun run, Found<string> found) => Age.Of(run, found.File) is { } age
        ? Tag.Of("div", age, Paragraph(Link(found.File)))
        : Tag.Of("details", With("open", "open"), Tag.Of("summary", found.File.Name), PlanHtml.Section(found.Content));
}
