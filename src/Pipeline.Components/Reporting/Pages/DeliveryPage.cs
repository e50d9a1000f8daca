using System.Xml.Linq;
using Pipeline.Releases.Pages;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>The page of a delivery, in the order in which a release manager asks: how it ended, what it doesn't prove, then what was found.</summary>
internal static class DeliveryPage
{
    /// <summary>The whole page, one file. The same run gives the same page.</summary>
    public static string Html(DeliveryRun run)
    {
        List<XElement> sections =
        [
            .. new[]
            {
                UnprovenSection.Of(run),
                TimelineSection.Of(run),
                CoverageSection.Of(run),
                ImageSection.Of(run),
                VerdictSection.OfScans(run),
                VerdictSection.OfAudits(run),
                BillSection.Of(run),
                PlanSection.Of(run),
                RolloutSection.Of(run),
                EvidenceSection.Of(run),
                ProblemSection.Of(run),
                FileSection.Of(run),
            }.OfType<XElement>(),
        ];
        var body = Of("body",
            Of("a", Class("skip"), With("href", "#content"), "To the content"),
            Headline.Of(run),
            Of("nav", With("aria-label", "Contents"), Of("ul", sections.Select(x => Of("li", Of("a", With("href", $"#{x.Attribute("id")!.Value}"), x.Element("h2")!.Value))))),
            Of("main", With("id", "content"), sections));
        return HtmlWriter.Page(Headline.Title(run), PageStyle.Css + DeliveryStyle.Css, body);
    }
}
