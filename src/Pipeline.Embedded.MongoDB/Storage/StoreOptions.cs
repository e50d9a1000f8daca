using Pipeline.Embedded.MongoDB.Journaling;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Where data is kept, and how much of it twice.</summary>
internal sealed record StoreOptions
{
    /// <summary>Default none: all in memory.</summary>
    public string? DataDirectory { get; init; }

    public JournalSync Sync { get; init; } = JournalSync.Interval;

    public long OplogBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>After so much journal, a checkpoint is written in the background.</summary>
    public long CheckpointAfterBytes { get; init; } = 256L * 1024 * 1024;
}
