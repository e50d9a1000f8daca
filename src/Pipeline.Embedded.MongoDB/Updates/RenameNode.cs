using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>The destination of a <c>$rename</c>; the source is an <see cref="UnsetNode"/>.</summary>
internal sealed class RenameNode(UpdatePath source, UpdatePath destination) : UpdateNode
{
    public string Source => source.Text;

    public static (UpdatePath Source, UpdatePath Destination) Parse(string from, BsonValue to)
    {
        if (to is not BsonString { Value: var name })
            throw new CommandException(ServerError.BadValue, $"The 'to' field for $rename must be a string: {from}: {ShellText.Of(to)}");
        if (name.Contains('\0', StringComparison.Ordinal))
            throw new CommandException(ServerError.BadValue, "The 'to' field for $rename cannot contain an embedded null byte");
        var source = UpdatePath.Parse(from);
        var destination = UpdatePath.Parse(name);
        if (source.IsDynamic)
            throw new CommandException(ServerError.BadValue, $"The source field for $rename may not be dynamic: {from}");
        if (destination.IsDynamic)
            throw new CommandException(ServerError.BadValue, $"The destination field for $rename may not be dynamic: {name}");
        if (from == name)
            throw new CommandException(ServerError.BadValue, $"The source and target field for $rename must differ: {from}: \"{name}\"");
        if (from.StartsWith(name + ".", StringComparison.Ordinal) || name.StartsWith(from + ".", StringComparison.Ordinal))
            throw new CommandException(ServerError.BadValue, $"The source and target field for $rename must not be on the same path: {from}: \"{name}\"");
        return (source, destination);
    }

    /// <summary>The value to move, before anything is changed; <see langword="null"/> where there is none.</summary>
    public BsonValue? Find(BsonDocument document)
    {
        var value = Follow(document, source, "source");
        if (value is not null)
            _ = Follow(document, destination, "destination");
        return value;
    }

    public override UpdateStep Apply(BsonValue? current, UpdateContext context) =>
        context.Renamed.TryGetValue(Source, out var value) ? UpdateStep.To(value) : UpdateStep.Same(current);

    private static BsonValue? Follow(BsonDocument document, UpdatePath path, string role)
    {
        BsonValue? value = document;
        for (var depth = 0; depth < path.Parts.Count && value is not null; depth++)
        {
            if (value is BsonArray)
            {
                var id = document.TryGetValue("_id", out var own) ? $"_id: {ShellText.Of(own)}" : "no id";
                throw new CommandException(ServerError.BadValue, $"The {role} field cannot be an array element, '{path.Text}' in doc with {id} "
                    + $"has an array field called '{path.Parts[depth - 1]}'");
            }

            value = value is BsonDocument inner ? inner.GetValue(path.Parts[depth], null) : null;
        }

        return value;
    }
}
