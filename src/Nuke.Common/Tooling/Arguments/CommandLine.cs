using System.Buffers;
using System.Text;

namespace Nuke.Common.Tooling;

/// <summary>
/// A command line as text, and as the list of arguments that a process gets. No shell is involved.
/// The rules are those of <see cref="System.Diagnostics.ProcessStartInfo.Arguments"/>: blanks separate, double quotes group, <c>\"</c> is a quote.
/// </summary>
internal static class CommandLine
{
    private static readonly SearchValues<char> _special = SearchValues.Create(" \t\n\r\v\"");

    public static List<string> Split(string text)
    {
        var arguments = new List<string>();
        StringBuilder? current = null;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                i = ReadBackslashes(text, i, current ??= new StringBuilder());
            }
            else if (c == '"')
            {
                current ??= new StringBuilder();
                if (quoted && i + 1 < text.Length && text[i + 1] == '"')
                    current.Append(text[++i]);
                else
                    quoted = !quoted;
            }
            else if (!quoted && char.IsWhiteSpace(c))
            {
                if (current is null)
                    continue;
                arguments.Add(current.ToString());
                current = null;
            }
            else
            {
                (current ??= new StringBuilder()).Append(c);
            }
        }
        if (current is not null)
            arguments.Add(current.ToString());
        return arguments;
    }

    public static string Join(IEnumerable<string> arguments)
    {
        var text = new StringBuilder();
        foreach (var argument in arguments)
        {
            if (text.Length > 0)
                text.Append(' ');
            Append(text, argument);
        }
        return text.ToString();
    }

    public static string Quote(string argument)
    {
        var text = new StringBuilder(argument.Length + 2);
        Append(text, argument);
        return text.ToString();
    }

    /// <summary>People put quotes around values by hand, which are for the command line and not part of the value.</summary>
    public static string Unquote(string value)
        => value.Length >= 2 && value[0] == '"' && value[^1] == '"' && value.IndexOf('"', 1) == value.Length - 1 ? value[1..^1] : value;

    // Backslashes are themselves, except before a quote: two stand for one, and an odd one takes the quote literally.
    private static int ReadBackslashes(string text, int start, StringBuilder current)
    {
        var end = start;
        while (end < text.Length && text[end] == '\\')
            end++;
        var count = end - start;
        if (end == text.Length || text[end] != '"')
        {
            current.Append('\\', count);
            return end - 1;
        }
        current.Append('\\', count / 2);
        if (count % 2 == 0)
            return end - 1;
        current.Append('"');
        return end;
    }

    private static void Append(StringBuilder text, string argument)
    {
        if (argument.Length > 0 && !argument.AsSpan().ContainsAny(_special))
        {
            text.Append(argument);
            return;
        }
        text.Append('"');
        var backslashes = 0;
        foreach (var c in argument)
        {
            if (c == '"')
                text.Append('\\', backslashes + 1);
            backslashes = c == '\\' ? backslashes + 1 : 0;
            text.Append(c);
        }
        text.Append('\\', backslashes).Append('"');
    }
}
