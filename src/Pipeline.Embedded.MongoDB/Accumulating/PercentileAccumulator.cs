using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$percentile</c> and <c>$median</c>: the least of the numbers that so many of them don't exceed.</summary>
internal sealed class PercentileAccumulator(IReadOnlyList<double> percentiles, bool isMedian) : Accumulator
{
    private readonly List<double> _numbers = [];

    public override BsonValue? Result
    {
        get
        {
            _numbers.Sort();
            return isMedian ? At(percentiles[0]) : new BsonArray(percentiles.Select(At));
        }
    }

    public override void Add(BsonValue? value)
    {
        if (Numbers.IsNumber(value))
            _numbers.Add(Numbers.ToDouble(value!));
    }

    private BsonValue At(double percentile)
    {
        if (_numbers.Count == 0)
            return BsonNull.Value;
        var rank = (int)Math.Ceiling(percentile * _numbers.Count) - 1;
        return new BsonDouble(_numbers[Math.Clamp(rank, 0, _numbers.Count - 1)]);
    }
}
