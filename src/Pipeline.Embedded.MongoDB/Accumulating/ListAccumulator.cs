using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary><c>$push</c>, and with <paramref name="distinct"/> <c>$addToSet</c>: a missing value isn't taken.</summary>
internal sealed class ListAccumulator(BsonOrder? distinct) : Accumulator
{
    private readonly BsonArray _items = [];
    private readonly HashSet<BsonValue?>? _seen = distinct is null ? null : new(distinct);

    public override BsonValue? Result => _items;

    public override void Add(BsonValue? value)
    {
        if (value is not null && (_seen is null || _seen.Add(value)))
            _items.Add(value);
    }
}
