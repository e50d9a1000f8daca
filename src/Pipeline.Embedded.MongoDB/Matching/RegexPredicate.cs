using System.Text.RegularExpressions;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary><c>$regex</c>: a string that the expression finds a match in, or the same regular expression as a value.</summary>
internal sealed record RegexPredicate : Predicate
{
    private const int MatchLimitExceeded = 51156;

    /// <summary>After so many strings it pays to compile the expression to code.</summary>
    private const int CompileAfter = 2000;

    private Regex _regex;
    private int _uses;

    public RegexPredicate(string pattern, string options)
    {
        Pattern = pattern;
        Options = string.Concat(options.Order());
        _regex = RegexTranslation.Create(pattern, Options, RegexOptions.None);
        (Prefix, IsPrefixOnly) = RegexPrefix.Of(pattern, Options);
    }

    public string Pattern { get; }

    /// <summary>In alphabetical order.</summary>
    public string Options { get; }

    /// <summary>What every string that matches begins with, as an index can use it; empty if that can't be said.</summary>
    public string Prefix { get; }

    /// <summary>Whether, conversely, every string that begins so matches.</summary>
    public bool IsPrefixOnly { get; }

    public override bool MatchesValue(BsonValue? value, MatchDetails? details) => value switch
    {
        BsonString text => IsMatch(text.Value),
        BsonSymbol text => IsMatch(text.Name),
        BsonRegularExpression regex => regex.Pattern == Pattern && string.Concat(regex.Options.Order()) == Options,
        _ => false,
    };

    public bool IsMatch(string text)
    {
        // Two threads at once may both compile it; either result will do.
        if (_uses < CompileAfter && ++_uses == CompileAfter)
            _regex = RegexTranslation.Create(Pattern, Options, RegexOptions.Compiled);

        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new CommandException(
                MatchLimitExceeded,
                $"Error occurred while executing regular expression /{Pattern}/{Options}: match limit exceeded");
        }
    }

    public bool Equals(RegexPredicate? other) => other is not null && other.Pattern == Pattern && other.Options == Options;

    public override int GetHashCode() => HashCode.Combine(Pattern, Options);
}
