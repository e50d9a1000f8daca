using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Projecting;

/// <summary>The errors of a projection that more than one place meets, with the server's codes and texts.</summary>
internal static class ProjectionErrors
{
    public static CommandException Collision(string path) => new(31250, $"Path collision at {path}");

    public static CommandException CollisionBelow(string path) =>
        new(31249, $"Path collision at {path} remaining portion {path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..]}");

    /// <summary>Refuses a path that isn't a proper field path.</summary>
    public static void CheckPath(string path)
    {
        if (path.Length == 0)
            throw new CommandException(40352, "FieldPath cannot be constructed with empty string");
        if (path.EndsWith('.'))
            throw new CommandException(40353, "FieldPath must not end with a '.'.");
        foreach (var name in path.Split('.'))
        {
            if (name.Length == 0)
                throw new CommandException(15998, "FieldPath field names may not be empty strings.");
            if (name[0] == '$' && name is not ("$id" or "$ref" or "$db"))
                throw new CommandException(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
            if (name.Contains('\0'))
                throw new CommandException(16411, "FieldPath field names may not contain '\0'.");
        }
    }

    public static T InContextOf<T>(string stage, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (CommandException error)
        {
            throw new CommandException(error.Code, $"Invalid {stage} :: caused by :: {error.Message}") { Details = error.Details, Labels = error.Labels };
        }
    }
}
