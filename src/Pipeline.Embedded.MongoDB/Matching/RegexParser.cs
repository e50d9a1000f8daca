using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>Reads a regular expression: a literal, or <c>$regex</c> with <c>$options</c>.</summary>
internal static class RegexParser
{
    private const int OptionsInBothRegexFirst = 51075;
    private const int OptionsInBothOptionsFirst = 51074;

    public static RegexPredicate Parse(BsonRegularExpression regex) => new(regex.Pattern, regex.Options);

    /// <param name="operators">The field's operators, <c>$regex</c> among them.</param>
    public static RegexPredicate Parse(BsonDocument operators)
    {
        var literal = operators["$regex"] as BsonRegularExpression;
        var pattern = literal?.Pattern
            ?? (operators["$regex"] is BsonString text ? text.Value : throw new CommandException(ServerError.BadValue, "$regex has to be a string"));
        var options = literal?.Options ?? "";
        if (!operators.TryGetValue("$options", out var given))
            return new RegexPredicate(pattern, options);

        if (given is not BsonString flags)
            throw new CommandException(ServerError.BadValue, "$options has to be a string");

        if (options.Length > 0)
        {
            var regexFirst = operators.IndexOfName("$regex") < operators.IndexOfName("$options");
            throw new CommandException(regexFirst ? OptionsInBothRegexFirst : OptionsInBothOptionsFirst, "options set in both $regex and $options");
        }

        return new RegexPredicate(pattern, flags.Value);
    }
}
