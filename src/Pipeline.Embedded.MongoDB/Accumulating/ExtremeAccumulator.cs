using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$min</c> (sign 1) and <c>$max</c> (sign -1): null and missing don't count.</summary>
internal sealed class ExtremeAccumulator(int sign, BsonOrder order) : Accumulator
{
    private BsonValue? _best;

    public override BsonValue? Result => _best ?? BsonNull.Value;

    public override void Add(BsonValue? value)
    {
        if (!Numbers.IsNullish(value) && (_best is null || order.Compare(value, _best) * sign < 0))
            _best = value;
    }
}
