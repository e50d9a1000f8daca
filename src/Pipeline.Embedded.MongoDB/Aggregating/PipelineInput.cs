using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>The beginning of a pipeline as a query: filter, then sort, then skip, then limit.</summary>
internal sealed record PipelineInput
{
    public BsonDocument Filter { get; init; } = [];

    public BsonDocument? Sort { get; init; }

    public long? Skip { get; init; }

    public long? Limit { get; init; }
}
