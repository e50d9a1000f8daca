using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Planning;

/// <summary>What would be taken back, newest first, and what stands against it.</summary>
internal static class DownSelection
{
    public static StepSelection Of(MigrationSet migrations, MigrationJournal journal, MigrationRequest request)
    {
        var to = request.Version ?? 0;
        var findings = new List<PlanFinding>(JournalFindings.Of(migrations, journal));
        if (JournalFindings.UnknownVersion(to, migrations, journal) is { } unknown)
            findings.Add(unknown);

        var steps = new List<SelectedStep>();
        foreach (var entry in journal.Entries.Where(x => x.Version > to).OrderByDescending(x => x.Sequence).ThenByDescending(x => x.Version))
        {
            var migration = migrations.Find(entry.Version);
            if (!entry.IsApplied && !IsHalfApplied(entry))
                continue;
            findings.AddRange(Obstacles(entry, migration));
            steps.Add(new SelectedStep(StepAction.Down, migration, entry, entry.IsUnfinished));
        }

        return new StepSelection(steps, findings);
    }

    /// <summary>What stands against taking one migration back.</summary>
    public static IEnumerable<PlanFinding> Obstacles(JournalEntry entry, DeclaredMigration? migration)
    {
        if (migration is null)
        {
            yield return PlanFinding.Blocker(entry.Version, $"{entry.Version} '{entry.Name}' can't be taken back without its code ({entry.File}), which isn't here. Use the code that has it.", MigrationErrors.MissingFromCode);
            yield break;
        }

        if (migration.IrreversibleBecause is { } because)
            yield return PlanFinding.Blocker(entry.Version, $"{migration} can't be taken back, {Because(because)}. Go down to {entry.Version} at most, or restore {entry.RestorePoint ?? "a backup from before it"}.", MigrationErrors.Irreversible);
        if (entry.State == MigrationState.Baselined)
            yield return PlanFinding.Blocker(entry.Version, $"{migration} was never run here: the database had it when migrations were introduced, and its Down would remove what others made. Go down to {entry.Version} at most; or say that it isn't applied: `pipeline migrate repair --to-version {entry.Version} --decision not-applied`.", MigrationErrors.NotApplicable);
        if (entry.State is MigrationState.Running or MigrationState.Failed && migration.Kind == MigrationKind.Batch)
            yield return JournalFindings.TurnsRound(entry, $"up --to {entry.Version}");
        else if (entry.IsUnfinished)
            yield return JournalFindings.Unfinished(migration, entry);
    }

    /// <summary>Of a transaction that didn't commit, nothing is there.</summary>
    private static bool IsHalfApplied(JournalEntry entry) => entry.State is MigrationState.Running or MigrationState.Failed && entry.Kind != MigrationKind.Transactional;

    internal static string Because(string reason) => reason.StartsWith("because", StringComparison.OrdinalIgnoreCase) ? reason.TrimEnd('.') : $"because {reason.TrimEnd('.')}";
}
