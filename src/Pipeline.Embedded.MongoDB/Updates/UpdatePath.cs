using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>The path of a modifier, in which <c>$</c>, <c>$[]</c> and <c>$[name]</c> may stand for array positions.</summary>
internal sealed record UpdatePath
{
    private UpdatePath(string text, string[] parts)
    {
        Text = text;
        Parts = parts;
    }

    public string Text { get; }

    public IReadOnlyList<string> Parts { get; }

    public bool IsDynamic => Parts.Any(part => IsPositional(part) || IsArrayFilter(part));

    public static bool IsPositional(string part) => part == "$";

    public static bool IsArrayFilter(string part) => part is ['$', '[', .., ']'];

    /// <summary>The name between the brackets; empty for <c>$[]</c>.</summary>
    public static string Identifier(string part) => part[2..^1];

    public static UpdatePath Parse(string text)
    {
        if (text.Length == 0)
            throw new CommandException(ServerError.EmptyFieldName, "An empty update path is not valid.");
        var parts = text.Split('.');
        var positionals = 0;
        for (var index = 0; index < parts.Length; index++)
        {
            var part = parts[index];
            if (part.Length == 0)
                throw new CommandException(ServerError.EmptyFieldName, $"The update path '{text}' contains an empty field name, which is not allowed.");
            if (IsPositional(part))
            {
                if (index == 0)
                    throw new CommandException(ServerError.BadValue, $"Cannot have positional (i.e. '$') element in the first position in path '{text}'");
                if (++positionals > 1)
                    throw new CommandException(ServerError.BadValue, $"Too many positional (i.e. '$') elements found in path '{text}'");
            }
            else if (index == 0 && IsArrayFilter(part))
            {
                throw new CommandException(ServerError.BadValue, $"Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '{text}'");
            }
        }

        return new UpdatePath(text, parts);
    }

    /// <summary>A field whose name begins with a dollar, which an update may not make at the top of a document; an insert may.</summary>
    public static bool IsRefused(string field) => field.StartsWith('$') && field is not ("$ref" or "$id" or "$db");

    public static CommandException DollarPrefixed(string field, string path) => new(ServerError.DollarPrefixedFieldName,
        $"The dollar ($) prefixed field '{field}' in '{path}' is not allowed in the context of an update's replacement document. "
        + "Consider using an aggregation pipeline with $replaceWith.");
}
