using System.Text;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>A pattern that is being rewritten: how far it was read, and what was written.</summary>
internal sealed class RegexScanner(string pattern)
{
    public string Pattern => pattern;

    public int At { get; set; }

    public StringBuilder Output { get; } = new();

    public bool IsAtEnd => At >= pattern.Length;

    public char Current => pattern[At];

    /// <summary>The character after the current one; NUL at the end, which no pattern contains.</summary>
    public char Next => At + 1 < pattern.Length ? pattern[At + 1] : '\0';

    public void Copy() => Output.Append(pattern[At++]);

    public bool Follows(string text) => string.CompareOrdinal(pattern, At, text, 0, text.Length) == 0;

    /// <summary>Reads to the character and past it.</summary>
    /// <returns>What stands before it; <see langword="null"/>, with nothing read, if it doesn't come.</returns>
    public string? ReadTo(char end)
    {
        var found = pattern.IndexOf(end, At);
        if (found < 0)
            return null;

        var text = pattern[At..found];
        At = found + 1;
        return text;
    }

    public static CommandException Invalid(string reason) => new(RegexTranslation.InvalidRegex, $"Regular expression is invalid: {reason}");

    public static CommandException Unsupported(string construct) =>
        new(ServerError.NotImplemented, $"The embedded server doesn't support '{construct}' in a regular expression.");
}
