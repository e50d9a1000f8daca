using MongoDB.Bson;

namespace Pipeline.Migrations.Authoring.Schemas;

/// <summary>What a collection's documents must be like.</summary>
/// <param name="Rule">The query that documents must match, usually <c>{ $jsonSchema: … }</c>.</param>
public sealed record Validator(BsonDocument Rule)
{
    /// <summary>Which writes are checked. Default <see cref="ValidationLevel.Strict"/>, MongoDB's.</summary>
    public ValidationLevel Level { get; init; } = ValidationLevel.Strict;

    /// <summary>What becomes of a write that fails. Default <see cref="ValidationAction.Error"/>, MongoDB's.</summary>
    public ValidationAction Action { get; init; } = ValidationAction.Error;
}
