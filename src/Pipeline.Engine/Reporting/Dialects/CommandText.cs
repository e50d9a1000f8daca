using System.Globalization;

namespace Pipeline.Engine.Reporting.Dialects;

/// <summary>Recognises a CI's commands in the output of tools.</summary>
internal static class CommandText
{
    /// <summary>Whether the text begins with <paramref name="prefix"/>, after whatever a CI's runner may overlook: white space, colours, invisible characters.</summary>
    public static bool BeginsWith(string text, string prefix) => StartOf(text, prefix) >= 0;

    /// <summary>Where <paramref name="prefix"/> stands at the text's visible beginning, or -1.</summary>
    public static int StartOf(string text, string prefix)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '\e' && at + 1 < text.Length && text[at + 1] == '[')
            {
                at += 2;
                while (at < text.Length && text[at] is < '@' or > '~')
                    at++;
                at++;
            }
            else if (char.IsWhiteSpace(text[at]) || char.IsControl(text[at]) || char.GetUnicodeCategory(text[at]) == UnicodeCategory.Format)
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return at < text.Length && text.AsSpan(at).StartsWith(prefix, StringComparison.Ordinal) ? at : -1;
    }
}
