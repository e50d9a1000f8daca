using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$locf</c>, and with a sort key <c>$linearFill</c>: what stands for a null or missing value.</summary>
internal sealed class FilledWindow(Expression input, Expression? sortKey) : WindowFunction
{
    public override BsonValue?[] Compute(BsonDocument[] partition, EvaluationSettings evaluation)
    {
        var values = EvaluateAll(input, partition, evaluation);
        if (sortKey is null)
            CarryForward(values);
        else
            Interpolate(values, EvaluateAll(sortKey, partition, evaluation));
        return values;
    }

    private static void CarryForward(BsonValue?[] values)
    {
        BsonValue last = BsonNull.Value;
        for (var row = 0; row < values.Length; row++)
        {
            if (!Numbers.IsNullish(values[row]))
                last = values[row]!;
            values[row] = last;
        }
    }

    private static void Interpolate(BsonValue?[] values, BsonValue?[] keys)
    {
        var known = -1;
        for (var row = 0; row < values.Length; row++)
        {
            if (row > 0 && BsonOrder.Simple.Equals(keys[row - 1], keys[row]))
                throw new CommandException(6050106, "There can be no repeated values in the sort field");
            if (Numbers.IsNullish(values[row]))
                continue;
            if (!Numbers.IsNumber(values[row]))
                throw new CommandException(ServerError.TypeMismatch, $"Value to be filled must be numeric or nullish, but found {BsonTypeName.Of(values[row])}");
            for (var gap = known + 1; known >= 0 && gap < row; gap++)
                values[gap] = Between(keys, values, known, gap, row);
            known = row;
        }

        for (var row = 0; row < values.Length; row++)
            values[row] ??= BsonNull.Value;
    }

    private static BsonValue Between(BsonValue?[] keys, BsonValue?[] values, int before, int at, int after)
    {
        if (values[before] is BsonDecimal128 || values[after] is BsonDecimal128)
        {
            var (low, high) = (Numbers.ToDecimal(values[before]!), Numbers.ToDecimal(values[after]!));
            var share = Decimals.FromDouble((Position(keys[at]) - Position(keys[before])) / (Position(keys[after]) - Position(keys[before])));
            return new BsonDecimal128(Decimals.Add(low, Decimals.Multiply(Decimals.Subtract(high, low), share)));
        }

        var (from, to) = (Numbers.ToDouble(values[before]!), Numbers.ToDouble(values[after]!));
        return new BsonDouble(from + (to - from) * ((Position(keys[at]) - Position(keys[before])) / (Position(keys[after]) - Position(keys[before]))));
    }

    private static double Position(BsonValue? key) => key is BsonDateTime || Numbers.IsNumber(key)
        ? Numbers.ToDouble(key!)
        : throw new CommandException(ServerError.TypeMismatch, $"Sort field must be numeric or a date for $linearFill, but found {BsonTypeName.Of(key)}");
}
