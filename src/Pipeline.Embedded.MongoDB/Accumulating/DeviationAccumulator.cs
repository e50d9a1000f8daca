using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$stdDevPop</c> and <c>$stdDevSamp</c>, by Welford's method.</summary>
internal sealed class DeviationAccumulator(bool isSample) : Accumulator
{
    private long _count;
    private double _mean;
    private double _squares;

    public override BsonValue? Result
    {
        get
        {
            var divisor = isSample ? _count - 1 : _count;
            return divisor <= 0 || !double.IsFinite(_squares) ? BsonNull.Value : new BsonDouble(Math.Sqrt(_squares / divisor));
        }
    }

    public override void Add(BsonValue? value)
    {
        if (!Numbers.IsNumber(value))
            return;
        var number = Numbers.ToDouble(value!);
        var delta = number - _mean;
        _count++;
        _mean += delta / _count;
        _squares += delta * (number - _mean);
    }
}
