using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$expMovingAvg</c>, by <c>N</c> or <c>alpha</c>.</summary>
internal sealed class MovingAverageWindow(Expression input, BsonValue alpha) : WindowFunction
{
    private static readonly NamedOperands s_operands = new("input", "N", "alpha") { Required = ["input"] };

    public static MovingAverageWindow Parse(BsonValue argument, ParseScope scope)
    {
        var raw = s_operands.Read("$expMovingAvg", argument);
        if ((raw[1] is null) == (raw[2] is null))
            throw new CommandException(ServerError.FailedToParse, "$expMovingAvg sub object must have exactly two fields: An 'input' field, and either an 'N' field or an 'alpha' field");
        if (raw[1] is { } n)
        {
            return Numbers.TryInt(n, out var count) && count > 0
                ? new MovingAverageWindow(scope.Parse(raw[0]!), new BsonDouble(2.0 / (count + 1)))
                : throw new CommandException(ServerError.FailedToParse, $"'N' field must be an integer greater than zero, but found {ShellText.Of(n)}");
        }

        return Numbers.IsNumber(raw[2]) && Numbers.ToDouble(raw[2]!) is > 0 and < 1
            ? new MovingAverageWindow(scope.Parse(raw[0]!), raw[2]!)
            : throw new CommandException(ServerError.FailedToParse, $"'alpha' must be between 0 and 1 (exclusive), found alpha: {ShellText.Of(raw[2]!)}");
    }

    public override BsonValue?[] Compute(BsonDocument[] partition, EvaluationSettings evaluation)
    {
        var values = EvaluateAll(input, partition, evaluation);
        BsonValue? average = null;
        for (var row = 0; row < values.Length; row++)
        {
            if (Numbers.IsNumber(values[row]))
                average = average is null ? values[row] : Blend(values[row]!, average);
            values[row] = average ?? BsonNull.Value;
        }

        return values;
    }

    private BsonValue Blend(BsonValue value, BsonValue average)
    {
        if (value is BsonDecimal128 || average is BsonDecimal128)
        {
            var weight = Numbers.ToDecimal(alpha);
            var rest = Decimals.Subtract(new Decimal128(1), weight);
            return new BsonDecimal128(Decimals.Add(Decimals.Multiply(Numbers.ToDecimal(value), weight), Decimals.Multiply(Numbers.ToDecimal(average), rest)));
        }

        var share = Numbers.ToDouble(alpha);
        return new BsonDouble(Numbers.ToDouble(value) * share + Numbers.ToDouble(average) * (1 - share));
    }
}
