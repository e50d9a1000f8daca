using System.Xml.Linq;
using Markdig;
using Markdig.Parsers.Inlines;

namespace Pipeline.Releases.Pages;

/// <summary>
/// Plans for people: the Markdown that a job's summary shows, as HTML. Nothing in it can become markup of its own: raw HTML is text, and
/// there are neither links nor images, so that no name in a plan leads anywhere.
/// </summary>
public static class PlanHtml
{
    private static readonly MarkdownPipeline s_pipeline = Pipeline();

    /// <summary>A whole page.</summary>
    public static string Page(string markdown)
    {
        var content = Content(markdown);
        var title = content.Element("h1")?.Value ?? "Plan";
        return HtmlWriter.Page(title, PageStyle.Css + PageStyle.PlanCss, new XElement("body", new XElement("main", content.Nodes())));
    }

    /// <summary>The same as a <c>div</c> for another page. Headings are two levels deeper: below the page's own, and a section's.</summary>
    public static XElement Section(string markdown)
    {
        var content = Content(markdown);
        foreach (var heading in content.Descendants().Where(x => x.Name.LocalName is ['h', >= '1' and <= '6']).ToList())
            heading.Name = $"h{Math.Min(6, heading.Name.LocalName[1] - '0' + 2)}";
        return content;
    }

    private static XElement Content(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var html = Markdown.ToHtml(HtmlWriter.Printable(markdown.ReplaceLineEndings("\n")), s_pipeline);
        // Once more: an entity (&#27;) is a character by now.
        var content = XElement.Parse($"<div class=\"plan\">{HtmlWriter.Printable(html)}</div>", LoadOptions.PreserveWhitespace);
        foreach (var table in content.Descendants("table").ToList())
            table.ReplaceWith(new XElement("div", new XAttribute("class", "scroll"), new XAttribute("tabindex", "0"), new XElement(table)));
        foreach (var block in content.Descendants("code").Where(x => (string?)x.Attribute("class") == "language-diff").ToList())
            ShowDifference(block);
        return content;
    }

    /// <summary>Colours by the sign that a line begins with; the sign itself stays, for those who don't see colours.</summary>
    private static void ShowDifference(XElement block)
    {
        var lines = block.Value.TrimEnd('\n').Split('\n');
        block.ReplaceNodes(lines.Select(x => x.TrimStart() switch
        {
            ['+', ' ', ..] => Line("added", x),
            ['-', ' ', ..] => Line("removed", x),
            ['!' or '~', ' ', ..] => Line("changed", x),
            _ => (object)new XText(x + "\n"),
        }));
    }

    private static XElement Line(string kind, string line) => new("span", new XAttribute("class", kind), line + "\n");

    private static MarkdownPipeline Pipeline()
    {
        var builder = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml();
        builder.InlineParsers.TryRemove<LinkInlineParser>();
        builder.InlineParsers.TryRemove<AutolinkInlineParser>();
        return builder.Build();
    }
}
