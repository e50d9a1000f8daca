using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$covariancePop</c> and <c>$covarianceSamp</c>, over pairs of numbers.</summary>
internal sealed class CovarianceAccumulator(bool isSample) : Accumulator
{
    private long _count;
    private double _meanX;
    private double _meanY;
    private double _product;

    public override BsonValue? Result
    {
        get
        {
            var divisor = isSample ? _count - 1 : _count;
            return divisor <= 0 ? BsonNull.Value : new BsonDouble(_product / divisor);
        }
    }

    public override void Add(BsonValue? value)
    {
        if (value is not BsonArray { Count: 2 } pair || !Numbers.IsNumber(pair[0]) || !Numbers.IsNumber(pair[1]))
            return;
        var (x, y) = (Numbers.ToDouble(pair[0]), Numbers.ToDouble(pair[1]));
        _count++;
        var delta = x - _meanX;
        _meanX += delta / _count;
        _meanY += (y - _meanY) / _count;
        _product += delta * (y - _meanY);
    }
}
