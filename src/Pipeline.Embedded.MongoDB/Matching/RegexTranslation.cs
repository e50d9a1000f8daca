using System.Text.RegularExpressions;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>MongoDB's regular expressions (PCRE2 in UTF mode) as .NET's.</summary>
internal static class RegexTranslation
{
    public const int InvalidRegex = 51091;
    private const int InvalidFlag = 51108;
    private const int EmbeddedNull = 51109;

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(10);

    public static Regex Create(string pattern, string options, RegexOptions how)
    {
        if (pattern.Contains('\0', StringComparison.Ordinal))
            throw new CommandException(EmbeddedNull, "Regular expression cannot contain an embedded null byte");

        var flags = RegexOptions.CultureInvariant | how;
        foreach (var option in options)
        {
            flags |= option switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                'u' => RegexOptions.None,
                _ => throw new CommandException(InvalidFlag, $"invalid flag in regex options: {option}"),
            };
        }

        try
        {
            return new Regex(new RegexTranslator(pattern, options.Contains('x', StringComparison.Ordinal)).Translate(), flags, MatchTimeout);
        }
        catch (RegexParseException invalid)
        {
            throw new CommandException(InvalidRegex, $"Regular expression is invalid: {invalid.Message}");
        }
    }
}
