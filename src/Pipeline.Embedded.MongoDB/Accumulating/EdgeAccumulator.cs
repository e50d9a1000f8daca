using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$first</c> and <c>$last</c>.</summary>
internal sealed class EdgeAccumulator(bool isFirst) : Accumulator
{
    private BsonValue? _value;
    private bool _hasValue;

    public override BsonValue? Result => _value;

    public override void Add(BsonValue? value)
    {
        if (isFirst && _hasValue)
            return;
        _value = value;
        _hasValue = true;
    }
}
