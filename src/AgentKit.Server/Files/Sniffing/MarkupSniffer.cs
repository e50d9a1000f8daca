using System.Buffers;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Sniffing;

/// <summary>Tells SVG, other XML and HTML apart by the first element, as browsers do (WHATWG MIME Sniffing, 7.1).</summary>
internal static class MarkupSniffer
{
    /// <summary>Elements by which HTML is known. An XML document that has one of them as its root is refused too: nothing but HTML looks so.</summary>
    private static readonly string[] s_html =
        ["html", "head", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title", "b", "body", "br", "p", "img", "meta", "link", "form", "object", "embed", "base", "span", "frameset", "applet", "hta:application"];

    private static readonly SearchValues<char> s_nameEnds = SearchValues.Create(" \t\r\n>/\f");

    public static Sniffed Sniff(ReadOnlySpan<char> text, TextEncoding encoding)
    {
        var isXml = text.StartsWith("<?xml", StringComparison.Ordinal);
        var rest = SkipProlog(text, out var isHtml);
        var name = Name(rest);
        if (isHtml || s_html.Contains(name.ToString().ToLowerInvariant()))
            return Sniffed.Refused(RefusalReason.ActiveContent, "The content is HTML.");
        // Readers of XML and of the header in front of it disagree on encodings; one is enough.
        if (name is "svg" || name.EndsWith(":svg"))
            return encoding == TextEncoding.Utf8 ? FileKind.Svg : Sniffed.Refused(RefusalReason.Malformed, "An SVG drawing must be UTF-8.");
        if (encoding == TextEncoding.Unknown && !isXml)
            return Sniffed.Refused(RefusalReason.UnknownType, "The content is markup that isn't UTF-8.");
        if (name.IsEmpty)
            return isXml || rest.IsEmpty ? Sniffed.Refused(RefusalReason.Malformed, "The markup has no element near its start.") : FileKind.Text;
        return FileKind.Xml;
    }

    /// <summary>Comments, processing instructions and a document type in front of the first element.</summary>
    private static ReadOnlySpan<char> SkipProlog(ReadOnlySpan<char> text, out bool isHtml)
    {
        isHtml = false;
        while (true)
        {
            text = text.TrimStart();
            string end;
            if (text.StartsWith("<!--"))
            {
                end = "-->";
            }
            else if (text.StartsWith("<?"))
            {
                end = "?>";
            }
            else if (text.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase))
            {
                isHtml |= text[9..].TrimStart().StartsWith("html", StringComparison.OrdinalIgnoreCase);
                end = text.IndexOf('>') > text.IndexOf('[') && text.Contains('[') ? "]>" : ">";
            }
            else
            {
                return text;
            }

            var at = text.IndexOf(end);
            text = at < 0 ? [] : text[(at + end.Length)..];
        }
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '<' || !(char.IsLetter(text[1]) || text[1] == '_'))
            return [];
        var end = text.IndexOfAny(s_nameEnds);
        return end < 0 ? text[1..] : text[1..end];
    }
}
