using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$sort</c>; where a limit follows, it keeps only so many.</summary>
internal sealed class SortStage(BsonDocument keys, SortPattern pattern, BsonOrder order) : Stage
{
    public BsonDocument Keys => keys;

    /// <summary>How many of the first documents anyone will read.</summary>
    public long? Limit { get; init; }

    public static SortStage Parse(BsonDocument specification, PipelineOptions options) => specification[0] is BsonDocument keys
        ? new SortStage(keys, SortPattern.Parse(keys), options.Evaluation.Order) { Specification = specification }
        : throw new CommandException(15973, "the $sort key specification must be an object");

    public SortStage With(long limit) => new(keys, pattern, order) { Specification = Specification, Limit = limit };

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server) =>
        Limit is { } limit and <= int.MaxValue ? KeepFirst(input, (int)limit) : pattern.Sort(input, document => document, order);

    private BsonDocument[] KeepFirst(IEnumerable<BsonDocument> input, int limit)
    {
        // The worst of those kept is on top, so that it is the one to go; of equals the later one goes.
        var kept = new PriorityQueue<BsonDocument, (BsonValue?[] Key, long Position)>(
            Comparer<(BsonValue?[] Key, long Position)>.Create((left, right) => Compare(right, left)));
        var position = 0L;
        foreach (var document in input)
        {
            var priority = (pattern.Key(document, order), position++);
            if (kept.Count < limit)
                kept.Enqueue(document, priority);
            else
                kept.EnqueueDequeue(document, priority);
        }

        var sorted = new BsonDocument[kept.Count];
        for (var index = sorted.Length - 1; index >= 0; index--)
            sorted[index] = kept.Dequeue();
        return sorted;
    }

    private int Compare((BsonValue?[] Key, long Position) left, (BsonValue?[] Key, long Position) right)
    {
        var compared = pattern.Compare(left.Key, right.Key, order);
        return compared != 0 ? compared : left.Position.CompareTo(right.Position);
    }
}
