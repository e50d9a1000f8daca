using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$count</c>: no document at all where nothing came in.</summary>
internal sealed class CountStage(string field) : Stage
{
    public static CountStage Parse(BsonDocument specification)
    {
        if (specification[0] is not BsonString name)
            throw new CommandException(40156, $"the count field must be a non-empty string, not {BsonTypeName.Of(specification[0])}");
        if (name.Value.Length == 0)
            throw new CommandException(40157, "the count field must be a non-empty string");
        if (name.Value[0] == '$')
            throw new CommandException(40158, "the count field cannot be a $-prefixed path");
        if (name.Value.Contains('\0', StringComparison.Ordinal))
            throw new CommandException(40159, "the count field cannot contain a null byte");
        if (name.Value.Contains('.', StringComparison.Ordinal))
            throw new CommandException(40160, "the count field cannot contain '.'");
        return new CountStage(name.Value) { Specification = specification };
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        var count = input.LongCount();
        if (count > 0)
            yield return new BsonDocument(field, Numbers.IntOrLong(count, isLong: false));
    }
}
