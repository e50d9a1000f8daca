using System.Globalization;
using System.Text;

namespace Pipeline.Engine.Reporting;

/// <summary>Text as a terminal shows it: escape sequences of tools, and width in columns.</summary>
public static class TerminalText
{
    internal const string Reset = "\e[0m";
    internal const string Bold = "\e[1m";
    internal const string Dim = "\e[2m";
    internal const string Red = "\e[31m";
    internal const string Green = "\e[32m";
    internal const string Yellow = "\e[33m";
    internal const string Cyan = "\e[36m";

    /// <summary><paramref name="text"/> in a style, or as it is.</summary>
    internal static string Styled(string text, string style, bool useColor) =>
        useColor && style.Length > 0 && text.Length > 0 ? style + text + Reset : text;

    /// <summary>
    /// Takes out what would move the cursor or change the terminal, keeps colours if asked, expands tabs, and of a line that
    /// overwrote itself with carriage returns keeps what was to be seen last.
    /// </summary>
    public static string Clean(string text, bool keepColor)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!HasControls(text))
            return text;

        text = AfterLastReturn(text);
        var result = new StringBuilder(text.Length);
        var hasColor = false;
        var column = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\e' or '\u009b')
            {
                var end = EndOfSequence(text, i);
                if (keepColor && c == '\e' && text[end - 1] == 'm' && end - i > 2 && text[i + 1] == '[')
                {
                    result.Append(text, i, end - i);
                    hasColor = true;
                }

                i = end - 1;
            }
            else if (c == '\t')
            {
                var spaces = 8 - (column % 8);
                result.Append(' ', spaces);
                column += spaces;
            }
            else if (!char.IsControl(c))
            {
                result.Append(c);
                column++;
            }
        }

        return hasColor ? result.Append(Reset).ToString() : result.ToString();
    }

    /// <summary>Columns that a cleaned text without colours takes: wide characters two, combining ones none.</summary>
    internal static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += WidthOf(rune);
        return width;
    }

    /// <summary>A cleaned text without colours, cut to <paramref name="columns"/> with an ellipsis.</summary>
    internal static string Truncate(string text, int columns, bool useUnicode)
    {
        if (columns <= 0)
            return "";
        if (text.Length <= columns / 2 || Width(text) <= columns)
            return text;

        var ellipsis = useUnicode ? "…" : columns > 2 ? ".." : ".";
        var room = columns - ellipsis.Length;
        var width = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += WidthOf(rune);
            if (width > room)
                break;
            length += rune.Utf16SequenceLength;
        }

        return string.Concat(text.AsSpan(0, length).TrimEnd(), ellipsis);
    }

    private static bool HasControls(string text)
    {
        foreach (var c in text)
        {
            if (c < ' ' || c is >= '\u007f' and <= '\u009f')
                return true;
        }

        return false;
    }

    private static string AfterLastReturn(string text)
    {
        text = text.TrimEnd('\r', '\n');
        var at = text.LastIndexOf('\r');
        return at < 0 ? text : text[(at + 1)..];
    }

    /// <summary>ECMA-48: CSI ends at a byte in 0x40–0x7E; OSC, DCS and the like end at BEL or ST; others are two characters.</summary>
    private static int EndOfSequence(string text, int start)
    {
        var next = start + 1;
        if (text[start] == '\e')
        {
            if (next >= text.Length)
                return next;
            if (text[next] is ']' or 'P' or '_' or '^' or 'X')
            {
                for (var i = next + 1; i < text.Length; i++)
                {
                    if (text[i] == '\a')
                        return i + 1;
                    if (text[i] == '\e' && i + 1 < text.Length && text[i + 1] == '\\')
                        return i + 2;
                }

                return text.Length;
            }

            if (text[next] != '[')
                return next + 1;
            next++;
        }

        while (next < text.Length && text[next] is < '@' or > '~')
            next++;
        return Math.Min(next + 1, text.Length);
    }

    private static int WidthOf(Rune rune)
    {
        var value = rune.Value;
        if (value < 0x300)
            return value is < 0x20 or (>= 0x7f and < 0xa0) or 0xad ? 0 : 1;
        if (value is 0x200b or 0x200c or 0x200d or 0xfe0f or 0xfeff)
            return 0;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return 0;
        return IsWide(value) ? 2 : 1;
    }

    /// <summary>East Asian Wide and Fullwidth (UAX #11), and emoji shown as pictures.</summary>
    private static bool IsWide(int value) => value is
        (>= 0x1100 and <= 0x115f) or 0x231a or 0x231b or 0x2329 or 0x232a or (>= 0x23e9 and <= 0x23ec) or 0x23f0 or 0x23f3
        or 0x2614 or 0x2615 or (>= 0x2648 and <= 0x2653) or 0x26a1 or 0x26bd or 0x26be or 0x2705 or 0x2728 or 0x274c or 0x274e
        or (>= 0x2753 and <= 0x2755) or 0x2757 or (>= 0x2795 and <= 0x2797) or 0x2b50 or 0x2b55
        or (>= 0x2e80 and <= 0x303e) or (>= 0x3041 and <= 0xa4cf) or (>= 0xa960 and <= 0xa97c) or (>= 0xac00 and <= 0xd7a3)
        or (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6)
        or (>= 0x1f300 and <= 0x1f64f) or (>= 0x1f680 and <= 0x1f6ff) or (>= 0x1f7e0 and <= 0x1f7eb) or (>= 0x1f900 and <= 0x1faff)
        or (>= 0x20000 and <= 0x3fffd);
}
