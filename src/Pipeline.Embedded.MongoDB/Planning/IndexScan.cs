using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>The entries of an index within bounds.</summary>
internal sealed record IndexScan(IndexState Index, IndexBounds Bounds, bool IsBackward) : QueryPlan
{
    public override IEnumerable<IndexState> Indexes => [Index];

    public override IEnumerable<long> RecordIds(CollectionState collection, PlanStatistics statistics)
    {
        // A document stands under several keys of a multikey index, and comes once.
        var seen = Index.IsMultikey ? new HashSet<long>() : null;
        foreach (var range in IsBackward ? Bounds.Ranges.Reverse() : Bounds.Ranges)
        {
            foreach (var recordId in IsBackward ? Backward(range, statistics) : Forward(range, statistics))
            {
                if (seen is null || seen.Add(recordId))
                    yield return recordId;
            }
        }
    }

    public override BsonDocument Describe(Query query)
    {
        var definition = Index.Definition;
        var scan = new BsonDocument
        {
            { "stage", "IXSCAN" },
            { "keyPattern", definition.Key },
            { "indexName", definition.Name },
            { "isMultiKey", Index.IsMultikey },
            { "isUnique", definition.IsUnique },
            { "isSparse", definition.IsSparse },
            { "isPartial", definition.PartialFilter is not null },
            { "indexVersion", 2 },
            { "direction", IsBackward ? "backward" : "forward" },
            { "indexBounds", Bounds.Description },
        };
        if (definition.Collation is { } collation)
            scan.InsertAt(3, new BsonElement("collation", collation.ToBson()));
        var fetch = new BsonDocument("stage", "FETCH");
        if (!IsExact && query.FilterDocument.ElementCount > 0)
            fetch.Add("filter", query.FilterDocument);
        return fetch.Add("inputStage", scan);
    }

    /// <summary>How many entries there are, counted up to a limit.</summary>
    public int Count(int limit)
    {
        var count = 0;
        var cursor = Index.Entries.Cursor();
        foreach (var range in Bounds.Ranges)
        {
            for (var more = cursor.Seek(range.Start); more && range.Holds(cursor.Key); more = cursor.MoveNext())
            {
                if (++count >= limit)
                    return count;
            }
        }

        return count;
    }

    private IEnumerable<long> Forward(KeyRange range, PlanStatistics statistics)
    {
        var cursor = Index.Entries.Cursor();
        for (var more = cursor.Seek(range.Start); more && range.Holds(cursor.Key); more = cursor.MoveNext())
        {
            statistics.KeysExamined++;
            yield return IndexState.RecordIdOf(cursor.Key);
        }
    }

    private IEnumerable<long> Backward(KeyRange range, PlanStatistics statistics)
    {
        var cursor = Index.Entries.Cursor();
        var more = range.End is null ? cursor.SeekLast() : cursor.SeekBack(range.End);
        if (more && range.End is not null && cursor.Key.AsSpan().SequenceEqual(range.End))
            more = cursor.MovePrevious();
        for (; more && range.Holds(cursor.Key); more = cursor.MovePrevious())
        {
            statistics.KeysExamined++;
            yield return IndexState.RecordIdOf(cursor.Key);
        }
    }
}
