using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>What a collection was created with, and what <c>collMod</c> made of it.</summary>
internal sealed record CollectionOptions
{
    /// <summary>As <c>listCollections</c> shows them.</summary>
    public BsonDocument Specification { get; init; } = [];

    public bool IsCapped { get; init; }

    public long MaxBytes { get; init; } = long.MaxValue;

    public long MaxDocuments { get; init; } = long.MaxValue;

    public Collation? Collation { get; init; }

    public BsonDocument? Validator { get; init; }

    public Filter? ValidatorFilter { get; init; }

    public ValidationLevel ValidationLevel { get; init; } = ValidationLevel.Strict;

    public ValidationAction ValidationAction { get; init; } = ValidationAction.Error;

    /// <summary>Whether the documents before a change are kept for change streams.</summary>
    public bool KeepsPreImages { get; init; }

    public bool IsClustered { get; init; }

    public string? ViewOn { get; init; }

    public bool IsView => ViewOn is not null;

    public BsonArray? ViewPipeline { get; init; }
}
