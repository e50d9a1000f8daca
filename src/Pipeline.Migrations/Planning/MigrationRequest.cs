using Pipeline.Migrations.Authoring;

namespace Pipeline.Migrations.Planning;

/// <summary>What is asked of a run.</summary>
public sealed record MigrationRequest
{
    /// <summary>What to do.</summary>
    public required RequestKind Kind { get; init; }

    /// <summary>The version that it is about; null where it is about all or the newest.</summary>
    public long? Version { get; init; }

    /// <summary>Only migrations of this phase; null for both.</summary>
    public MigrationPhase? Phase { get; init; }

    /// <summary>Runs migrations that are older than the newest applied one.</summary>
    public bool AllowOutOfOrder { get; init; }

    /// <summary>What a person found out about the migration to repair; null to be told what to find out.</summary>
    public RepairDecision? Decision { get; init; }

    /// <summary>Applies what is pending, up to a version (included) or all.</summary>
    public static MigrationRequest Up(long? to = null, MigrationPhase? phase = null) => new() { Kind = RequestKind.Up, Version = to, Phase = phase };

    /// <summary>Takes back what came after a version; 0 takes back all.</summary>
    public static MigrationRequest Down(long to) => new() { Kind = RequestKind.Down, Version = to };

    /// <summary>Takes the newest migration back and applies it again; or this version, where it is the newest.</summary>
    public static MigrationRequest Redo(long? version = null) => new() { Kind = RequestKind.Redo, Version = version };

    /// <summary>Records all migrations up to a version (included) as applied, without running them: the database has them already.</summary>
    public static MigrationRequest Baseline(long version) => new() { Kind = RequestKind.Baseline, Version = version };

    /// <summary>Records one migration as applied, without running it.</summary>
    public static MigrationRequest Mark(long version) => new() { Kind = RequestKind.Mark, Version = version };

    /// <summary>Says what is wrong with a migration (or all), and what to do; with a decision, records it.</summary>
    public static MigrationRequest Repair(long? version = null, RepairDecision? decision = null) => new() { Kind = RequestKind.Repair, Version = version, Decision = decision };
}
