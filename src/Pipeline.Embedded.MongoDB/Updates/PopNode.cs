using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary><c>$pop</c>.</summary>
internal sealed class PopNode : UpdateNode
{
    private readonly bool _first;

    private PopNode(bool first) => _first = first;

    public static PopNode Parse(string path, BsonValue argument)
    {
        if (!Numbers.IsNumber(argument))
            throw new CommandException(ServerError.FailedToParse, $"Expected a number in: {path}: {ShellText.Of(argument)}");
        if (!Numbers.TryWhole(argument, out var end))
            throw new CommandException(ServerError.FailedToParse, $"Expected an integer: {path}: {ShellText.Of(argument)}");
        return end is 1 or -1
            ? new PopNode(first: end < 0)
            : throw new CommandException(ServerError.FailedToParse, $"$pop expects 1 or -1, found: {end}");
    }

    public override UpdateStep Apply(BsonValue? current, UpdateContext context)
    {
        switch (current)
        {
            case null or BsonArray { Count: 0 }:
                return UpdateStep.Same(current);
            case BsonArray array:
                array.RemoveAt(_first ? 0 : array.Count - 1);
                return UpdateStep.To(array);
            default:
                throw new CommandException(ServerError.TypeMismatch,
                    $"Path '{context.Path}' contains an element of non-array type '{BsonTypeName.Of(current)}'");
        }
    }
}
