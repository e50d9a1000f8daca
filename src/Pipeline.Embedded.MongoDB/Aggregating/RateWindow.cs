using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$derivative</c> and <c>$integral</c> over the value sorted by, a number or a date.</summary>
internal sealed class RateWindow(bool isDerivative, Expression input, DateUnit? unit, WindowBounds bounds, Expression sortKey) : WindowFunction
{
    private static readonly NamedOperands s_operands = new("input", "unit") { Required = ["input"] };

    public static RateWindow Parse(string name, BsonValue argument, WindowBounds bounds, Expression sortKey, ParseScope scope)
    {
        var raw = s_operands.Read(name, argument);
        var unit = raw[1] is null ? (DateUnit?)null : DateUnits.Read(name, raw[1]);
        if (unit > DateUnit.Week)
            throw new CommandException(5490704, $"{name} unit must be 'week' or smaller");
        return new RateWindow(name == "$derivative", scope.Parse(raw[0]!), unit, bounds, sortKey);
    }

    public override BsonValue?[] Compute(BsonDocument[] partition, EvaluationSettings evaluation)
    {
        var keys = EvaluateAll(sortKey, partition, evaluation);
        var values = EvaluateAll(input, partition, evaluation);
        var results = new BsonValue?[partition.Length];
        for (var row = 0; row < results.Length; row++)
        {
            var (first, last) = bounds.Around(row, keys);
            results[row] = isDerivative ? Slope(keys, values, first, last) : Area(keys, values, first, last);
        }

        return results;
    }

    private BsonValue Slope(BsonValue?[] keys, BsonValue?[] values, int first, int last)
    {
        if (last <= first || !Numbers.IsNumber(values[first]) || !Numbers.IsNumber(values[last]))
            return BsonNull.Value;
        var run = Position(keys[last]) - Position(keys[first]);
        return run == 0 ? BsonNull.Value : new BsonDouble((Numbers.ToDouble(values[last]!) - Numbers.ToDouble(values[first]!)) / run);
    }

    private BsonValue Area(BsonValue?[] keys, BsonValue?[] values, int first, int last)
    {
        if (last < first)
            return BsonNull.Value;
        var area = 0.0;
        var previous = -1;
        for (var row = first; row <= last; row++)
        {
            if (!Numbers.IsNumber(values[row]))
                continue;
            if (previous >= 0)
                area += (Position(keys[row]) - Position(keys[previous])) * (Numbers.ToDouble(values[row]!) + Numbers.ToDouble(values[previous]!)) / 2;
            previous = row;
        }

        return area == 0 ? new BsonInt32(0) : new BsonDouble(area);
    }

    private double Position(BsonValue? key) => (key, unit) switch
    {
        (BsonDateTime date, { } of) => date.MillisecondsSinceEpoch / (double)DateUnits.Milliseconds(of),
        (BsonDateTime, null) => throw new CommandException(5624901, $"{Name} with a date sortBy needs a 'unit'"),
        (_, not null) => throw new CommandException(5624900, $"{Name} with unit expects the sortBy field to be a Date"),
        _ when Numbers.IsNumber(key) => Numbers.ToDouble(key!),
        _ => throw new CommandException(5624902, $"{Name} expects the sortBy field to be numeric, but it was {BsonTypeName.Of(key)}"),
    };

    private string Name => isDerivative ? "$derivative" : "$integral";
}
