using System.Xml;
using AgentKit.Server.Files.Archives;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Inspecting;

/// <summary>
/// Reads markup to its end, in little memory whatever its size: well-formed, no entities of its own, and, for drawings, nothing that runs or loads. SVG is taken because logos are
/// SVG, and is still never shown from our origin: it is served as an attachment in a sandbox.
/// </summary>
internal static class MarkupInspector
{
    /// <summary>No drawing or feed is deeper; a parser's stack elsewhere may be.</summary>
    private const int MaxDepth = 256;

    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    private static readonly HashSet<string> s_activeElements = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "foreignObject", "iframe", "embed", "object", "audio", "video", "canvas", "handler", "listener", "link", "meta", "base",
    };

    private static readonly string[] s_embedded = ["data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp"];

    public static async Task InspectAsync(IStoredContent content, bool isDrawing, CancellationToken cancellationToken)
    {
        await using var bytes = await content.OpenAsync(0, null, cancellationToken);
        await using var stream = new MarkupStream(bytes, isDrawing);
        // Parsing the document type reports its internal subset; it is refused before anything could be expanded.
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Parse, XmlResolver = null, MaxCharactersFromEntities = 1024, NameTable = new MarkupNames() });
        var text = new DrawingText();
        try
        {
            while (await reader.ReadAsync())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (isDrawing && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                    text.Append(await reader.GetValueAsync());
                else if (reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement && LoadsOrRuns(text.Take()))
                    throw Active("a style that loads something");
                if (Check(reader, isDrawing) is { } what)
                    throw Active(what);
            }
        }
        catch (XmlException)
        {
            throw new ContentRefusedException(new Refusal(RefusalReason.Malformed, "The markup isn't well-formed, or names entities."));
        }
    }

    private static string? Check(XmlReader reader, bool isDrawing)
    {
        if (reader.NodeType == XmlNodeType.DocumentType && reader.Value.Length > 0)
            return "a document type with declarations of its own";
        if (reader.NodeType == XmlNodeType.ProcessingInstruction && reader.Name.Equals("xml-stylesheet", StringComparison.OrdinalIgnoreCase))
            return "a style sheet from elsewhere";
        if (reader.NodeType != XmlNodeType.Element)
            return null;
        if (reader.Depth > MaxDepth)
            return $"more than {MaxDepth} levels";
        if (reader.NamespaceURI == Xhtml)
            return "HTML in it";
        return isDrawing ? CheckDrawing(reader) : null;
    }

    private static string? CheckDrawing(XmlReader reader)
    {
        if (s_activeElements.Contains(reader.LocalName))
            return $"an element that isn't allowed in a drawing ({reader.LocalName.ToLowerInvariant()})";
        var animates = reader.LocalName is "set" || reader.LocalName.StartsWith("animate", StringComparison.OrdinalIgnoreCase);
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase))
                return "an event handler";
            if (reader.LocalName.Equals("href", StringComparison.OrdinalIgnoreCase) && !IsInternal(reader.Value))
                return "a link out of the drawing";
            if (animates && reader.LocalName == "attributeName" && reader.Value.Contains("href", StringComparison.OrdinalIgnoreCase))
                return "an animated link";
            if (LoadsOrRuns(reader.Value))
                return "an attribute that loads or runs something";
        }

        return null;
    }

    private static ContentRefusedException Active(string what) => new(new Refusal(RefusalReason.ActiveContent, $"The markup has {what}."));

    private static bool IsInternal(string reference)
    {
        var target = reference.Trim();
        return target.StartsWith('#') || Array.Exists(s_embedded, x => target.StartsWith(x, StringComparison.OrdinalIgnoreCase));
    }

    private static bool LoadsOrRuns(string value)
    {
        if (value.Contains("javascript:", StringComparison.OrdinalIgnoreCase) || value.Contains("@import", StringComparison.OrdinalIgnoreCase) || value.Contains("expression(", StringComparison.OrdinalIgnoreCase))
            return true;
        for (var at = value.IndexOf("url(", StringComparison.OrdinalIgnoreCase); at >= 0; at = value.IndexOf("url(", at + 4, StringComparison.OrdinalIgnoreCase))
        {
            if (!IsInternal(value[(at + 4)..].TrimStart(' ', '"', '\'')))
                return true;
        }

        return false;
    }
}
