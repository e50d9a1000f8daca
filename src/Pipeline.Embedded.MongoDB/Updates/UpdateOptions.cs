using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>What stands beside an update in its statement.</summary>
internal sealed record UpdateOptions
{
    public EvaluationSettings Evaluation { get; init; } = EvaluationSettings.None;

    public BsonArray? ArrayFilters { get; init; }

    public bool Upsert { get; init; }

    public bool Multi { get; init; }

    /// <summary>The statement's <c>c</c>: constants that a pipeline uses as variables.</summary>
    public BsonDocument? Constants { get; init; }
}
