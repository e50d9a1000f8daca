using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$shift</c>: what the document so many places on has.</summary>
internal sealed class ShiftWindow(Expression output, int by, BsonValue otherwise) : WindowFunction
{
    private static readonly NamedOperands s_operands = new("output", "by", "default") { Required = ["output", "by"] };

    public static ShiftWindow Parse(BsonValue argument, ParseScope scope, EvaluationSettings evaluation)
    {
        var raw = s_operands.Read("$shift", argument);
        if (!Numbers.TryInt(raw[1], out var by))
            throw new CommandException(ServerError.FailedToParse, $"'$shift:by' field must be an integer, but found: {BsonTypeName.Of(raw[1])}");
        var otherwise = raw[2] is null ? BsonNull.Value : scope.Parse(raw[2]!) is ConstantExpression constant
            ? constant.Evaluate(new EvaluationScope([], evaluation)) ?? BsonNull.Value
            : throw new CommandException(ServerError.FailedToParse, "'$shift:default' expression must yield a constant value.");
        return new ShiftWindow(scope.Parse(raw[0]!), by, otherwise);
    }

    public override BsonValue?[] Compute(BsonDocument[] partition, EvaluationSettings evaluation)
    {
        var values = EvaluateAll(output, partition, evaluation);
        var results = new BsonValue?[values.Length];
        for (var row = 0; row < results.Length; row++)
        {
            var source = (long)row + by;
            results[row] = source >= 0 && source < values.Length ? values[source] ?? BsonNull.Value : otherwise;
        }

        return results;
    }
}
