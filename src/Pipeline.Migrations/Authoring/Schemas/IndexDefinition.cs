using MongoDB.Bson;

namespace Pipeline.Migrations.Authoring.Schemas;

/// <summary>An index, as declared. Options are those of <c>createIndexes</c>.</summary>
public sealed record IndexDefinition
{
    /// <summary>Its name. By default as MongoDB would name it: <c>client_id_1_created_at_-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Fields, in order, with 1, -1, or a kind such as <c>hashed</c>.</summary>
    public required BsonDocument Keys { get; init; }

    /// <summary>No two documents have the same key.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Documents without the fields aren't in it.</summary>
    public bool IsSparse { get; init; }

    /// <summary>The planner doesn't use it; it is kept up nevertheless.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Only documents that match are in it; null for all.</summary>
    public BsonDocument? PartialFilter { get; init; }

    /// <summary>Age at which documents are deleted, by the date in the indexed field; null for never.</summary>
    public TimeSpan? ExpireAfter { get; init; }

    /// <summary>How strings are compared; null for bytewise.</summary>
    public BsonDocument? Collation { get; init; }

    internal BsonDocument ToCommand()
    {
        var command = new BsonDocument { { "key", Keys }, { "name", Name } };
        if (IsUnique)
            command.Add("unique", true);
        if (IsSparse)
            command.Add("sparse", true);
        if (IsHidden)
            command.Add("hidden", true);
        if (PartialFilter is not null)
            command.Add("partialFilterExpression", PartialFilter);
        if (ExpireAfter is { } age)
            command.Add("expireAfterSeconds", (long)age.TotalSeconds);
        if (Collation is not null)
            command.Add("collation", Collation);
        return command;
    }
}
