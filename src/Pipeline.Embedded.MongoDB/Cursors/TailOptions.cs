using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Projecting;

namespace Pipeline.Embedded.MongoDB.Cursors;

/// <summary>What a tailable cursor answers.</summary>
internal sealed record TailOptions
{
    /// <summary>The filter as it was given: one on an oplog's <c>ts</c> says where to begin.</summary>
    public BsonDocument Query { get; init; } = [];

    public Filter? Filter { get; init; }

    public Projection? Projection { get; init; }

    public bool AwaitsData { get; init; }

    /// <summary>Documents of the beginning that are passed over, after the filter.</summary>
    public long Skip { get; init; }
}
