using System.Xml;
using System.Xml.Linq;

namespace Pipeline.Components.Tests.Reporting;

/// <summary>Reads a page as a strict reader does: what isn't well-formed throws.</summary>
internal static class PageReader
{
    public static XElement Parse(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    public static XElement Section(XElement page, string id) => page.Descendants("section").Single(x => (string?)x.Attribute("id") == id);

    public static IEnumerable<string> Sections(XElement page) => page.Descendants("section").Select(x => (string)x.Attribute("id")!);

    /// <summary>What would run, or lead or load from somewhere else. Links to the web are allowed.</summary>
    public static IEnumerable<string> Dangers(XElement page)
    {
        string[] elements = ["script", "iframe", "object", "embed", "form", "img", "link", "base"];
        foreach (var element in page.DescendantsAndSelf())
        {
            if (elements.Contains(element.Name.LocalName))
                yield return element.Name.LocalName;
            foreach (var attribute in element.Attributes())
            {
                if (attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name.LocalName is "style" or "src" or "srcdoc")
                    yield return attribute.ToString();
                if (attribute.Name.LocalName == "href" && attribute.Value is not (['#', ..] or ['.', '.', '/', ..]) && !attribute.Value.StartsWith("https://", StringComparison.Ordinal))
                    yield return attribute.ToString();
            }
        }
    }
}
