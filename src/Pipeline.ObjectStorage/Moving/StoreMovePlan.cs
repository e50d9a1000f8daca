namespace Pipeline.ObjectStorage.Moving;

/// <summary>What a move would do, found without reading or writing any content.</summary>
public sealed record StoreMovePlan
{
    /// <summary>The source.</summary>
    public required ObjectStoreLocation From { get; init; }

    /// <summary>The destination.</summary>
    public required ObjectStoreLocation To { get; init; }

    /// <summary>Objects at the source.</summary>
    public long Objects { get; init; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Objects that are at the destination with the same content and description, by their hashes.</summary>
    public long AlreadyThere { get; init; }

    /// <summary>Objects of the same size whose hash one side doesn't know: both are read to tell.</summary>
    public long ToCompare { get; init; }

    /// <summary>Objects to copy.</summary>
    public long ToCopy { get; init; }

    /// <summary>Their bytes.</summary>
    public long BytesToCopy { get; init; }

    /// <summary>Objects that can't be copied, with the reason; the first 100.</summary>
    public IReadOnlyList<StoreMoveFailure> Impossible { get; init; } = [];
}
