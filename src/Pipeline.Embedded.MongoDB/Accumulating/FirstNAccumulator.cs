using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$firstN</c> and <c>$lastN</c>: a missing value counts as null.</summary>
internal sealed class FirstNAccumulator(long count, bool isFirst) : Accumulator
{
    private readonly Queue<BsonValue> _kept = new();

    public override BsonValue? Result => new BsonArray(_kept);

    public override void Add(BsonValue? value)
    {
        if (_kept.Count == count)
        {
            if (isFirst)
                return;
            _kept.Dequeue();
        }

        _kept.Enqueue(value ?? BsonNull.Value);
    }
}
