using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary><c>$regexMatch</c>, <c>$regexFind</c> and <c>$regexFindAll</c>.</summary>
internal static class RegexOperators
{
    private static readonly NamedOperands s_operands = new("input", "regex", "options") { Required = ["input", "regex"], NotDocument = 51103, Unknown = 31024, Missing = 31022 };
    private static readonly ConcurrentDictionary<(string Pattern, RegexOptions Options), Regex> s_parsed = new();

    public static IReadOnlyList<Operator> All { get; } =
    [
        Operator.Named("$regexMatch", s_operands, (values, _) => Read("$regexMatch", values) is var (text, regex) && regex.IsMatch(text) ? BsonBoolean.True : BsonBoolean.False),
        Operator.Named("$regexFind", s_operands, (values, _) => Read("$regexFind", values) is var (text, regex) && regex.Match(text) is { Success: true } match ? Describe(text, match) : BsonNull.Value),
        Operator.Named("$regexFindAll", s_operands, (values, _) => Read("$regexFindAll", values) is var (text, regex) ? new BsonArray(regex.Matches(text).Select(match => Describe(text, match))) : []),
    ];

    private static BsonDocument Describe(string text, Match match) => new()
    {
        { "match", match.Value },
        { "idx", Texts.CountCodePoints(text[..match.Index]) },
        { "captures", new BsonArray(match.Groups.Values.Skip(1).Select(group => group.Success ? (BsonValue)group.Value : BsonNull.Value)) },
    };

    private static (string Text, Regex Regex)? Read(string name, BsonValue?[] values)
    {
        var text = values[0] switch
        {
            BsonString found => found.Value,
            _ when Numbers.IsNullish(values[0]) => null,
            _ => throw new CommandException(51104, $"{name} needs 'input' to be of type string"),
        };
        var pattern = values[1] switch
        {
            BsonString found => found.Value,
            BsonRegularExpression found => found.Pattern,
            _ when Numbers.IsNullish(values[1]) => null,
            _ => throw new CommandException(51105, $"{name} needs 'regex' to be of type string or regex"),
        };
        var options = values[2] switch
        {
            BsonString found => found.Value,
            _ when Numbers.IsNullish(values[2]) => "",
            _ => throw new CommandException(51106, $"{name} needs 'options' to be of type string"),
        };
        if (values[1] is BsonRegularExpression { Options.Length: > 0 } own)
        {
            if (options.Length > 0)
                throw new CommandException(51107, $"{name}: found regex option(s) specified in both 'regex' and 'option' fields");
            options = own.Options;
        }

        return text is null || pattern is null ? null : (text, Parse(name, pattern, options));
    }

    private static Regex Parse(string name, string pattern, string options)
    {
        var flags = RegexOptions.CultureInvariant;
        foreach (var option in options)
        {
            flags |= option switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                'u' => RegexOptions.None,
                _ => throw new CommandException(51108, $"{name} invalid flag in regex options: {option}"),
            };
        }

        // Patterns may come from documents, so the memory of parsed ones is bounded.
        if (s_parsed.Count > 1000)
            s_parsed.Clear();
        try
        {
            return s_parsed.GetOrAdd((pattern, flags), key => new Regex(key.Pattern, key.Options));
        }
        catch (ArgumentException exception)
        {
            throw new CommandException(51111, $"Invalid Regex in {name}: {exception.Message}");
        }
    }
}
