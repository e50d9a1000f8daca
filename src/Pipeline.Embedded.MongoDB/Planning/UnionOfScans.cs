using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>One scan for each branch of an <c>$or</c>.</summary>
internal sealed record UnionOfScans(IReadOnlyList<IndexScan> Scans) : QueryPlan
{
    public override IEnumerable<IndexState> Indexes => Scans.Select(x => x.Index).DistinctBy(x => x.Definition.Name);

    public override IEnumerable<long> RecordIds(CollectionState collection, PlanStatistics statistics)
    {
        var seen = new HashSet<long>();
        foreach (var scan in Scans)
        {
            foreach (var recordId in scan.RecordIds(collection, statistics))
            {
                if (seen.Add(recordId))
                    yield return recordId;
            }
        }
    }

    public override BsonDocument Describe(Query query) => new()
    {
        { "stage", "FETCH" },
        { "filter", query.FilterDocument },
        { "inputStage", new BsonDocument { { "stage", "OR" }, { "inputStages", new BsonArray(Scans.Select(x => x.Describe(query)["inputStage"])) } } },
    };
}
