using System.Text;
using System.Xml.Linq;

namespace Pipeline.Releases.Pages;

/// <summary>
/// Writes elements as HTML5 that is well-formed XML too. The one place where text becomes markup, so that nothing from a file or a log can
/// become a tag, an attribute or a comment.
/// </summary>
public static class HtmlWriter
{
    private static readonly HashSet<string> s_void = ["br", "col", "hr", "img", "link", "meta", "wbr"];

    /// <summary>
    /// A whole page around <paramref name="body"/>: one file, nothing is loaded from anywhere, and nothing runs (a content security policy
    /// forbids both).
    /// </summary>
    /// <param name="title">Title of the window.</param>
    /// <param name="css">Style, of ours alone: it isn't escaped. Without <c>&lt;</c> and <c>&amp;</c>.</param>
    /// <param name="body">The page's <c>body</c>.</param>
    public static string Page(string title, string css, XElement body)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(css);
        var page = new StringBuilder(65_536);
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"/>\n<title>");
        AppendText(page, title);
        page.Append("</title>\n<style>\n").Append(css).Append("</style>\n</head>\n");
        Append(page, body);
        return page.Append("\n</html>\n").ToString();
    }

    /// <summary>
    /// Text as a page may show it: without control characters (but tabs and line ends); those that turn the direction of writing, or hide
    /// what comes after, are shown as <c>�</c>.
    /// </summary>
    public static string Printable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var letter in text)
        {
            if (!IsPlain(letter))
                return Cleaned(text);
        }

        return text;
    }

    private static string Cleaned(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var value = rune.Value;
            if (value is '\n' or '\t' or (>= ' ' and < 0x7f))
                clean.Append((char)value);
            else if (value is 0x061c or 0x200b or (>= 0x200e and <= 0x200f) or (>= 0x202a and <= 0x202e) or (>= 0x2060 and <= 0x206f) or 0xfeff or 0xfffe or 0xffff)
                clean.Append('\ufffd');
            else if (value >= 0xa0)
                clean.Append(rune);
        }

        return clean.ToString();
    }

    private static bool IsPlain(char letter) => letter is '\n' or '\t' or (>= ' ' and < '\u007f') or (>= '\u00a0' and < '\u0600') or '…' or '–' or '✓' or '✗' or '→';

    private static void Append(StringBuilder page, XElement? element)
    {
        if (element is null)
            return;
        var name = element.Name.LocalName;
        page.Append('<').Append(name);
        foreach (var attribute in element.Attributes())
        {
            page.Append(' ').Append(attribute.Name.LocalName).Append("=\"");
            AppendText(page, attribute.Value);
            page.Append('"');
        }

        if (s_void.Contains(name))
        {
            page.Append("/>");
            return;
        }

        page.Append('>');
        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
                Append(page, child);
            else if (node is XText text)
                AppendText(page, text.Value);
        }

        page.Append("</").Append(name).Append('>');
    }

    private static void AppendText(StringBuilder page, string text)
    {
        foreach (var letter in Printable(text))
        {
            switch (letter)
            {
                case '<':
                    page.Append("&lt;");
                    break;
                case '>':
                    page.Append("&gt;");
                    break;
                case '&':
                    page.Append("&amp;");
                    break;
                case '"':
                    page.Append("&quot;");
                    break;
                case '\'':
                    page.Append("&#39;");
                    break;
                default:
                    page.Append(letter);
                    break;
            }
        }
    }
}
