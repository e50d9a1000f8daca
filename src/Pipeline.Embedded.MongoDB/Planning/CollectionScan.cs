using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>Every document, in natural order or backwards. A clustered collection's natural order is that of _id.</summary>
internal sealed record CollectionScan(bool IsBackward) : QueryPlan
{
    public override IEnumerable<IndexState> Indexes => [];

    public override IEnumerable<long> RecordIds(CollectionState collection, PlanStatistics statistics)
    {
        if (collection.Options.IsClustered)
        {
            var index = collection.Indexes[0].Entries.Cursor();
            for (var more = IsBackward ? index.SeekLast() : index.SeekFirst(); more; more = IsBackward ? index.MovePrevious() : index.MoveNext())
                yield return IndexState.RecordIdOf(index.Key);
            yield break;
        }

        var cursor = collection.Records.Cursor();
        for (var more = IsBackward ? cursor.SeekLast() : cursor.SeekFirst(); more; more = IsBackward ? cursor.MovePrevious() : cursor.MoveNext())
            yield return cursor.Key;
    }

    public override BsonDocument Describe(Query query)
    {
        var stage = new BsonDocument("stage", "COLLSCAN");
        if (query.FilterDocument.ElementCount > 0)
            stage.Add("filter", query.FilterDocument);
        return stage.Add("direction", IsBackward ? "backward" : "forward");
    }
}
