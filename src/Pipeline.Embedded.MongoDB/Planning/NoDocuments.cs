using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>There is no such collection, or the filter matches nothing.</summary>
internal sealed record NoDocuments : QueryPlan
{
    public override IEnumerable<IndexState> Indexes => [];

    public override IEnumerable<long> RecordIds(CollectionState collection, PlanStatistics statistics) => [];

    public override BsonDocument Describe(Query query) => new("stage", "EOF");
}
