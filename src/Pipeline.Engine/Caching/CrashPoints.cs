namespace Pipeline.Engine.Caching;

/// <summary>
/// The moments between two durable writes of the cache, by name. A build that is killed at any of them leaves nothing behind that a later
/// one would take for true; the kill tests stop a process at each.
/// </summary>
public static class CrashPoints
{
    /// <summary>A blob's content is in a temporary file of the store, not yet under its name.</summary>
    public const string BlobWritten = "blob-written";

    /// <summary>A blob is in the store.</summary>
    public const string BlobSaved = "blob-saved";

    /// <summary>An entry's content is in a temporary file of the store, not yet under its name.</summary>
    public const string EntryWritten = "entry-written";

    /// <summary>An entry is in the store.</summary>
    public const string EntrySaved = "entry-saved";

    /// <summary>What a target did is in a temporary file, not yet under its name.</summary>
    public const string RecordWritten = "record-written";

    /// <summary>What a target did is remembered.</summary>
    public const string RecordSaved = "record-saved";

    /// <summary>The stat index is in a temporary file, not yet under its name.</summary>
    public const string IndexWritten = "index-written";

    /// <summary>The stat index is saved.</summary>
    public const string IndexSaved = "index-saved";

    /// <summary>An output has been fetched from the store, and isn't in its place yet.</summary>
    public const string OutputFetched = "output-fetched";

    /// <summary>A file that doesn't belong to the restored outputs is deleted.</summary>
    public const string OutputRemoved = "output-removed";

    /// <summary>A restored output is in its place.</summary>
    public const string OutputPlaced = "output-placed";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        BlobWritten, BlobSaved, EntryWritten, EntrySaved, RecordWritten, RecordSaved, IndexWritten, IndexSaved,
        OutputFetched, OutputRemoved, OutputPlaced,
    ];
}
