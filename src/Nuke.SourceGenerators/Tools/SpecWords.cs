using System;
using System.Linq;

namespace Nuke.SourceGenerators.Tools;

/// <summary>What lines of a <c>.tool</c> file are made of.</summary>
internal static class SpecWords
{
    private static readonly char[] _blanks = { ' ', '\t' };

    public static (string? Name, string? Value) Modifier(string word)
    {
        if (word[0] != '@')
            return (null, null);
        var open = word.IndexOf('(');
        return open < 0 || word[word.Length - 1] != ')'
            ? (word.Substring(1), null)
            : (word.Substring(1, open - 1), word.Substring(open + 1, word.Length - open - 2));
    }

    public static string[] Split(string text) => text.Split(_blanks, StringSplitOptions.RemoveEmptyEntries);

    public static bool IsIdentifier(string text)
        => text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(x => char.IsLetterOrDigit(x) || x == '_');
}
