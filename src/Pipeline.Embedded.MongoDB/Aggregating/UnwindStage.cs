using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$unwind</c>: a document for each item of an array.</summary>
internal sealed class UnwindStage(string[] path, string[]? position, bool preservesEmpty) : Stage
{
    public static UnwindStage Parse(BsonDocument specification)
    {
        var (path, position, preservesEmpty) = (specification[0] as BsonString, (string?)null, false);
        if (specification[0] is BsonDocument options)
        {
            foreach (var option in options)
            {
                switch (option.Name)
                {
                    case "path":
                        path = option.Value as BsonString ?? throw new CommandException(28808, $"expected a string as the path for $unwind stage, got {BsonTypeName.Of(option.Value)}");
                        break;
                    case "preserveNullAndEmptyArrays":
                        preservesEmpty = option.Value is BsonBoolean flag
                            ? flag.Value
                            : throw new CommandException(28809, $"expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got {BsonTypeName.Of(option.Value)}");
                        break;
                    case "includeArrayIndex":
                        position = option.Value is BsonString { Value.Length: > 0 } name
                            ? name.Value
                            : throw new CommandException(28810, $"expected a non-empty string for the includeArrayIndex  option to $unwind stage, got {BsonTypeName.Of(option.Value)}");
                        if (position[0] == '$')
                            throw new CommandException(28822, $"includeArrayIndex option to $unwind stage should not be prefixed with a '$': {position}");
                        break;
                    default:
                        throw new CommandException(28811, $"unrecognized option to $unwind stage: {option.Name}");
                }
            }
        }
        else if (path is null)
        {
            throw new CommandException(15981, $"expected either a string or an object as specification for $unwind stage, got {BsonTypeName.Of(specification[0])}");
        }

        if (path is null || path.Value.Length == 0)
            throw new CommandException(28812, "no path specified to $unwind stage");
        if (path.Value[0] != '$')
            throw new CommandException(28818, $"path option to $unwind stage should be prefixed with a '$': {path.Value}");
        return new UnwindStage(FieldPathParser.Split(path.Value[1..]), position is null ? null : FieldPathParser.Split(position), preservesEmpty) { Specification = specification };
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        foreach (var document in input)
        {
            var value = DocumentPath.Get(document, path);
            if (value is BsonArray { Count: > 0 } array)
            {
                for (var index = 0; index < array.Count; index++)
                    yield return WithPosition(DocumentPath.With(document, path, array[index]), new BsonInt64(index));
            }
            else if (value is not BsonArray && !Numbers.IsNullish(value))
            {
                yield return WithPosition(document, BsonNull.Value);
            }
            else if (preservesEmpty)
            {
                yield return WithPosition(value is BsonArray ? DocumentPath.With(document, path, null) : document, BsonNull.Value);
            }
        }
    }

    private BsonDocument WithPosition(BsonDocument document, BsonValue index) => position is null ? document : DocumentPath.With(document, position, index);
}
