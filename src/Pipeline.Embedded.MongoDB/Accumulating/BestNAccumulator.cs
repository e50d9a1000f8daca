using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Accumulating;

/// <summary>The <paramref name="count"/> first values by an order, as <c>$minN</c>, <c>$maxN</c>, <c>$topN</c> and <c>$bottomN</c> keep them; of equals the earlier comes first.</summary>
internal sealed class BestNAccumulator(long count, IComparer<BsonValue?> order, Func<BsonValue?, bool> counts, Func<IEnumerable<BsonValue>, BsonValue?> result) : Accumulator
{
    private readonly PriorityQueue<BsonValue, (BsonValue Value, long Position)> _worstFirst = new(Comparer<(BsonValue Value, long Position)>.Create((left, right) =>
        order.Compare(right.Value, left.Value) is var compared && compared != 0 ? compared : right.Position.CompareTo(left.Position)));

    private long _position;

    public override BsonValue? Result
    {
        get
        {
            var sorted = _worstFirst.UnorderedItems.OrderBy(item => item.Priority, Comparer<(BsonValue Value, long Position)>.Create((left, right) =>
                order.Compare(left.Value, right.Value) is var compared && compared != 0 ? compared : left.Position.CompareTo(right.Position)));
            return result(sorted.Select(item => item.Element));
        }
    }

    public override void Add(BsonValue? value)
    {
        if (!counts(value))
            return;
        var item = value ?? BsonNull.Value;
        if (_worstFirst.Count < count)
            _worstFirst.Enqueue(item, (item, _position++));
        else
            _worstFirst.EnqueueDequeue(item, (item, _position++));
    }
}
