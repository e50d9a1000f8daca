using MongoDB.Driver;

namespace AgentKit.Server.Paging;

/// <summary>A list of documents that is read page by page.</summary>
internal sealed record PagedList<TDocument>
{
    public required string Collection { get; init; }

    /// <summary>The list with everything that filters it, as text: what a cursor is good for.</summary>
    public required string Identity { get; init; }

    public required FilterDefinition<TDocument> Filter { get; init; }

    /// <summary>The field with the time that it is sorted by. An index has it, with <c>_id</c>, after the fields of the filter.</summary>
    public string TimeField { get; init; } = "created_at";

    public required Func<TDocument, CursorPosition> Position { get; init; }
}
