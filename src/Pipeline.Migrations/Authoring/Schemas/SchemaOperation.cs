using MongoDB.Bson;

namespace Pipeline.Migrations.Authoring.Schemas;

/// <summary>One declared operation on a collection.</summary>
/// <param name="Collection">The collection.</param>
public abstract record SchemaOperation(string Collection);

/// <summary>The collection is there.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Options">Options of the <c>create</c> command, such as <c>capped</c> or <c>collation</c>.</param>
public sealed record CreateCollection(string Collection, BsonDocument Options) : SchemaOperation(Collection)
{
    /// <inheritdoc/>
    public override string ToString() => $"create collection {Collection}";
}

/// <summary>The collection is gone, with its documents.</summary>
/// <param name="Collection">The collection.</param>
public sealed record DropCollection(string Collection) : SchemaOperation(Collection)
{
    /// <inheritdoc/>
    public override string ToString() => $"drop collection {Collection}";
}

/// <summary>The collection has this validator; null takes it away.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Validator">The validator.</param>
public sealed record SetValidator(string Collection, Validator? Validator) : SchemaOperation(Collection)
{
    /// <inheritdoc/>
    public override string ToString() => Validator is null ? $"remove the validator of {Collection}" : $"set the validator of {Collection}";
}

/// <summary>The index is there.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Index">Its definition.</param>
public sealed record CreateIndex(string Collection, IndexDefinition Index) : SchemaOperation(Collection)
{
    /// <inheritdoc/>
    public override string ToString() => $"create {(Index.IsUnique ? "unique " : "")}index {Index.Name} on {Collection}";
}

/// <summary>The index is gone.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Name">The index's name.</param>
public sealed record DropIndex(string Collection, string Name) : SchemaOperation(Collection)
{
    /// <inheritdoc/>
    public override string ToString() => $"drop index {Name} on {Collection}";
}
