using Pipeline.Migrations.Planning;

namespace Pipeline.Releases.Planning;

/// <summary>What becomes of the database.</summary>
public sealed record PlannedMigrations
{
    /// <summary>The schema's version before.</summary>
    public required long CurrentVersion { get; init; }

    /// <summary>Hash of the plan of migrations.</summary>
    public required string PlanHash { get; init; }

    /// <summary>What would run, in order.</summary>
    public required IReadOnlyList<PlannedMigration> Steps { get; init; }

    /// <summary>What a reader should know: warnings and blockers.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    /// <summary>Whether it can run.</summary>
    public bool CanRun { get; init; } = true;

    /// <summary>What a plan of migrations means for a release.</summary>
    public static PlannedMigrations Of(MigrationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new PlannedMigrations
        {
            CurrentVersion = plan.CurrentVersion,
            PlanHash = plan.Hash,
            CanRun = plan.CanRun,
            Steps = [.. plan.Steps.Select(x => new PlannedMigration(x.Version, x.Name, x.Phase.ToString().ToLowerInvariant(), x.Checksum))],
            Findings = [.. plan.Findings.Select(x => $"{x.Severity.ToString().ToLowerInvariant()}: {x.Message}")],
        };
    }
}
