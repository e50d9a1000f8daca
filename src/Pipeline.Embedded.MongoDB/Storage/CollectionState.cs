using System.Collections.Immutable;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>A collection or a view at one moment. It never changes; a writer makes another.</summary>
internal sealed record CollectionState
{
    public required Namespace Namespace { get; init; }

    public required Guid Uuid { get; init; }

    public required CollectionOptions Options { get; init; }

    /// <summary>Documents as BSON, by record id, which is the natural order.</summary>
    public RecordTree Records { get; init; }

    /// <summary>The index on _id first.</summary>
    public ImmutableArray<IndexState> Indexes { get; init; } = [];

    public long NextRecordId { get; init; } = 1;

    /// <summary>Bytes of all documents.</summary>
    public long Bytes { get; init; }

    public bool IsView => Options.IsView;

    public IndexState? Index(string name)
    {
        foreach (var index in Indexes)
        {
            if (index.Definition.Name == name)
                return index;
        }

        return null;
    }
}
