using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Accumulating;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>An accumulator over a window.</summary>
internal sealed class AccumulatedWindow(Accumulation accumulation, WindowBounds bounds, Expression sortKey, BsonValue? ofNothing) : WindowFunction
{
    public override BsonValue?[] Compute(BsonDocument[] partition, EvaluationSettings evaluation)
    {
        var scope = new EvaluationScope([], evaluation);
        var inputs = EvaluateAll(accumulation.Input, partition, evaluation);
        var keys = bounds.IsRange ? EvaluateAll(sortKey, partition, evaluation) : inputs;
        var results = new BsonValue?[partition.Length];
        Accumulator? accumulator = null;
        var (start, end) = (0, -1);
        BsonValue? result = null;
        for (var row = 0; row < results.Length; row++)
        {
            var (first, last) = bounds.Around(row, keys);
            if (accumulator is null || first != start || last < end)
            {
                // Only a window that grows at its end can go on with what it has.
                accumulator = accumulation.Create(scope);
                (start, end) = (first, first - 1);
                result = null;
            }

            if (result is null || end < last)
            {
                while (end < last)
                    accumulator.Add(inputs[++end]);
                result = last < first && ofNothing is not null ? ofNothing : Copy(accumulator.Result);
            }

            results[row] = result;
        }

        return results;
    }

    // An accumulator that goes on adds to the array or document it has given out.
    private static BsonValue? Copy(BsonValue? value) => value is BsonArray or BsonDocument ? value.Clone() : value ?? BsonNull.Value;
}
