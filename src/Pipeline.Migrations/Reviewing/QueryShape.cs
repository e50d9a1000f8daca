using MongoDB.Bson;

namespace Pipeline.Migrations.Reviewing;

/// <summary>A query that an application makes often, with example values.</summary>
public sealed record QueryShape
{
    /// <summary>What it is for, such as <c>files of a client by category</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The collection.</summary>
    public required string Collection { get; init; }

    /// <summary>The filter; its values are examples of the type that the application uses.</summary>
    public required BsonDocument Filter { get; init; }

    /// <summary>The order, or null.</summary>
    public BsonDocument? Sort { get; init; }

    /// <summary>The index that it is to use; null for any.</summary>
    public string? Index { get; init; }

    /// <summary>Whether the server may sort in memory. Default no: a page of a list comes in the index's order.</summary>
    public bool MaySortInMemory { get; init; }
}
