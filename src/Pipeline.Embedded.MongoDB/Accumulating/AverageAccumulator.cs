using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$avg</c>: null where there was no number.</summary>
internal sealed class AverageAccumulator : Accumulator
{
    private readonly NumberSum _sum = new();
    private long _count;

    public override BsonValue? Result =>
        _count == 0 ? BsonNull.Value
        : _sum.IsDecimal ? new BsonDecimal128(Decimals.Divide(_sum.Decimal, new Decimal128(_count)))
        : new BsonDouble(_sum.Double / _count);

    public override void Add(BsonValue? value)
    {
        if (_sum.TryAdd(value))
            _count++;
    }
}
