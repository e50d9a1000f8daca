using System.Globalization;
using System.Text;

namespace Pipeline.Releases.Planning;

/// <summary>Text of others (names, reasons, values) in a page of Markdown: it can't make up headings, links or tables.</summary>
internal static class MarkdownText
{
    private const int MostLines = 400;

    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text.ReplaceLineEndings(" "))
        {
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '!' or '@' or '&')
                escaped.Append('\\');
            escaped.Append(letter);
        }

        return escaped.ToString();
    }

    /// <summary>Within backquotes.</summary>
    public static string Code(string text) => text.Replace("`", "'", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    /// <summary>A block of lines as they are; very long ones are cut off, and say so.</summary>
    public static string Fenced(string language, IEnumerable<string> lines)
    {
        List<string> all = [.. lines];
        if (all.Count == 0)
            return "No object changes.\n";
        var block = new StringBuilder($"```{language}\n");
        foreach (var line in all.Take(MostLines))
            block.Append(line.Replace("```", "'''", StringComparison.Ordinal).ReplaceLineEndings(" ")).Append('\n');
        if (all.Count > MostLines)
            block.Append(CultureInfo.InvariantCulture, $"… and {all.Count - MostLines} lines more, in the saved plan\n");
        return block.Append("```\n").ToString();
    }
}
