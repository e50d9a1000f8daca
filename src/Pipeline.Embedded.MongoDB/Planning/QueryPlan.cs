using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>How documents are got at.</summary>
internal abstract record QueryPlan
{
    /// <summary>Whether documents come in the order that the query asks for.</summary>
    public bool IsSorted { get; init; }

    /// <summary>Whether every document that comes matches the filter.</summary>
    public bool IsExact { get; init; }

    /// <summary>Record ids, in the plan's order, each once.</summary>
    public abstract IEnumerable<long> RecordIds(CollectionState collection, PlanStatistics statistics);

    /// <summary>As <c>explain</c> shows it, without what is common to all plans.</summary>
    public abstract BsonDocument Describe(Query query);

    /// <summary>The indexes that it uses.</summary>
    public abstract IEnumerable<IndexState> Indexes { get; }
}
