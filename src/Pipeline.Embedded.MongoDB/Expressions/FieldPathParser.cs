using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>Reads <c>"$a.b"</c> and <c>"$$variable.a.b"</c>, and the rules for the names in them.</summary>
internal static class FieldPathParser
{
    private static readonly HashSet<string> s_systemVariables = ["ROOT", "CURRENT", "NOW", "CLUSTER_TIME", "REMOVE"];

    /// <param name="text">The expression, <c>$</c> first.</param>
    /// <param name="scope">The variables that are defined.</param>
    public static Expression Parse(string text, ParseScope scope)
    {
        if (text.Length == 1)
            throw new CommandException(16872, "'$' by itself is not a valid FieldPath");
        if (text[1] != '$')
        {
            var path = Split(text[1..]);
            return scope.Defines("CURRENT") ? new VariableExpression("CURRENT", path) : new FieldPathExpression(path);
        }

        var parts = Split(text[2..], isVariable: true);
        RequireReadableVariable(parts[0]);
        if (!s_systemVariables.Contains(parts[0]) && !scope.Defines(parts[0]))
            throw new CommandException(17276, $"Use of undefined variable: {parts[0]}");
        if (parts[0] == "REMOVE")
            return ConstantExpression.Missing;

        var isRoot = parts[0] == "ROOT" || (parts[0] == "CURRENT" && !scope.Defines("CURRENT"));
        return isRoot
            ? parts.Length > 1 ? new FieldPathExpression(parts[1..]) : new VariableExpression("ROOT", [])
            : new VariableExpression(parts[0], parts[1..]);
    }

    /// <summary>The names of a path without its <c>$</c>.</summary>
    public static string[] Split(string path) => Split(path, isVariable: false);

    public static void RequireFieldName(string name)
    {
        if (name.Length == 0)
            throw new CommandException(15998, "FieldPath field names may not be empty strings. Consider using $getField or $setField.");
        if (name[0] == '$')
            throw new CommandException(16410, $"FieldPath field names may not start with '$'. Consider using $getField or $setField. Name was '{name}'");
        if (name.Contains('\0', StringComparison.Ordinal))
            throw new CommandException(16411, "FieldPath field names may not contain '\0'.");
        if (name.Contains('.', StringComparison.Ordinal))
            throw new CommandException(16412, $"FieldPath field names may not contain '.'. Consider using $getField or $setField. Name was '{name}'");
    }

    /// <summary>A variable that an expression may define begins with a lower case letter; <c>CURRENT</c> alone may be redefined.</summary>
    public static void RequireWritableVariable(string name)
    {
        if (name.Length == 0)
            throw new CommandException(ServerError.FailedToParse, "empty variable names are not allowed");
        if (name == "CURRENT")
            return;
        if (name[0] is not (>= 'a' and <= 'z' or >= '\u0080'))
            throw new CommandException(ServerError.FailedToParse, $"'{name}' starts with an invalid character for a user variable name");
        RequireVariableCharacters(name);
    }

    private static void RequireReadableVariable(string name)
    {
        if (name.Length == 0)
            throw new CommandException(ServerError.FailedToParse, "empty variable names are not allowed");
        if (name[0] is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '\u0080'))
            throw new CommandException(ServerError.FailedToParse, $"'{name}' starts with an invalid character for a variable name");
        RequireVariableCharacters(name);
    }

    private static void RequireVariableCharacters(string name)
    {
        foreach (var character in name)
        {
            if (character is not (>= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or >= '\u0080'))
                throw new CommandException(ServerError.FailedToParse, $"'{name}' contains an invalid character for a variable name: '{character}'");
        }
    }

    private static string[] Split(string path, bool isVariable)
    {
        if (path.Length == 0)
        {
            throw isVariable
                ? new CommandException(ServerError.FailedToParse, "empty variable names are not allowed")
                : new CommandException(40352, "FieldPath cannot be constructed with empty string");
        }

        if (path[^1] == '.')
            throw new CommandException(40353, "FieldPath must not end with a '.'.");
        var parts = path.Split('.');
        for (var index = isVariable ? 1 : 0; index < parts.Length; index++)
            RequireFieldName(parts[index]);
        return parts;
    }
}
