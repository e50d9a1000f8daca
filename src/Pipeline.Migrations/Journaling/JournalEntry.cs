using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Compatibility;

namespace Pipeline.Migrations.Journaling;

/// <summary>What the journal knows of one migration.</summary>
public sealed record JournalEntry
{
    /// <summary>Its version, the document's <c>_id</c>.</summary>
    public required long Version { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its source file, relative to the migrations project.</summary>
    public string File { get; init; } = "";

    /// <summary>Its phase.</summary>
    public MigrationPhase Phase { get; init; }

    /// <summary>Its kind.</summary>
    public MigrationKind Kind { get; init; }

    /// <summary>The checksum of the source that ran.</summary>
    public string Checksum { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public required MigrationState State { get; init; }

    /// <summary>Order in which migrations were begun in this database; a rollback goes back by it.</summary>
    public long Sequence { get; init; }

    /// <summary>The run that last wrote it: the lock's fencing token.</summary>
    public long Run { get; init; }

    /// <summary>Who ran it.</summary>
    public string StartedBy { get; init; } = "";

    /// <summary>On which host.</summary>
    public string Host { get; init; } = "";

    /// <summary>In which process there.</summary>
    public int ProcessId { get; init; }

    /// <summary>When it began, by the server's clock.</summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>When it ended, by the server's clock; null while it runs.</summary>
    public DateTime? FinishedAt { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The failure's message, where it failed.</summary>
    public string? Error { get; init; }

    /// <summary>How far a batch migration came, while it is under way.</summary>
    public BatchCheckpoint? Checkpoint { get; init; }

    /// <summary>A redo began with it and hasn't applied it again yet.</summary>
    public bool IsRedo { get; init; }

    /// <summary>The restore point taken before the run, where there is one.</summary>
    public string? RestorePoint { get; init; }

    /// <summary>Application versions that can run with it, as it was declared when it ran.</summary>
    public ApplicationRange RunsWith { get; init; } = ApplicationRange.Any;

    /// <summary>What was done with it, oldest first. Not read for planning.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>A run has claimed it, and hasn't ended it.</summary>
    internal bool IsClaimed { get; init; }

    /// <summary>The database has it: applied, baselined, marked, or on the way back and not there yet.</summary>
    public bool IsApplied => State is MigrationState.Applied or MigrationState.Baselined or MigrationState.Marked or MigrationState.RollingBack or MigrationState.RollbackFailed;

    /// <summary>It stands half way, killed or failed.</summary>
    public bool IsUnfinished => State is MigrationState.Running or MigrationState.Failed or MigrationState.RollingBack or MigrationState.RollbackFailed;
}
