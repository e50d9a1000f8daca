using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$limit</c>.</summary>
internal sealed class LimitStage(long count) : Stage
{
    public long Count => count;

    public static LimitStage Parse(BsonDocument specification)
    {
        var count = Read(specification, "$limit", 5107201);
        return count > 0
            ? new LimitStage(count) { Specification = specification }
            : throw new CommandException(15958, "the limit must be positive");
    }

    /// <summary>A count that isn't negative, of <c>$limit</c> and <c>$skip</c>.</summary>
    public static long Read(BsonDocument specification, string name, int code)
    {
        var value = specification[0];
        if (!Numbers.IsNumber(value))
            throw new CommandException(code, $"invalid argument to {name} stage: Expected a number in: {name}: {ShellText.Of(value)}");
        if (!Numbers.TryWhole(value, out var count))
            throw new CommandException(code, $"invalid argument to {name} stage: Expected an integer: {name}: {ShellText.Of(value)}");
        return count >= 0
            ? count
            : throw new CommandException(code, $"invalid argument to {name} stage: Expected a non-negative number in: {name}: {ShellText.Of(value)}");
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        var left = count;
        foreach (var document in input)
        {
            yield return document;
            if (--left == 0)
                yield break;
        }
    }
}
