using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Planning;

/// <summary>What is pending, and what stands against applying it.</summary>
internal static class UpSelection
{
    public static StepSelection Of(MigrationSet migrations, MigrationJournal journal, MigrationRequest request)
    {
        var findings = new List<PlanFinding>(JournalFindings.Of(migrations, journal));
        if (request.Version is { } to && JournalFindings.UnknownVersion(to, migrations, journal) is { } unknown)
            findings.Add(unknown);

        var pending = migrations.All.Where(x => !journal.IsApplied(x.Version) && (request.Version is null || x.Version <= request.Version)).ToList();
        var chosen = pending.Where(x => request.Phase is null || x.Phase == request.Phase).ToList();
        if (pending.Count > chosen.Count)
            findings.Add(PlanFinding.Note(null, $"Left for later, being of the other phase: {string.Join(", ", pending.Except(chosen))}."));

        var order = new AppliedOrder(journal);
        foreach (var migration in chosen)
        {
            var entry = journal.Find(migration.Version);
            if (entry is { IsUnfinished: true })
                findings.Add(JournalFindings.Unfinished(migration, entry));
            else if (order.NewerThan(migration) is { } newer)
                findings.Add(OutOfOrder(migration, newer, migrations, request.AllowOutOfOrder));
        }

        foreach (var entry in journal.Entries.Where(x => x.State is MigrationState.RollingBack or MigrationState.RollbackFailed && migrations.Find(x.Version) is not null))
            findings.Add(JournalFindings.TurnsRound(entry, $"down --to {migrations.All.LastOrDefault(x => x.Version < entry.Version)?.Version ?? 0}"));

        return new StepSelection([.. chosen.Select(x => Step(x, journal.Find(x.Version)))], findings);
    }

    private static SelectedStep Step(DeclaredMigration migration, JournalEntry? entry) => new(StepAction.Up, migration, entry, entry is { IsUnfinished: true });

    private static PlanFinding OutOfOrder(DeclaredMigration migration, JournalEntry newer, MigrationSet migrations, bool isAllowed)
    {
        var newerFile = migrations.Find(newer.Version)?.File ?? newer.File;
        var fact = $"{migration.File} ({migration}) isn't applied and is older than {newerFile} ({newer.Version} '{newer.Name}'), which is.";
        return isAllowed
            ? PlanFinding.Warning(migration.Version, $"{fact} It runs all the same, as asked.", MigrationErrors.OutOfOrder)
            : PlanFinding.Blocker(migration.Version, $"{fact} Give {migration.File} a version above {Math.Max(newer.Version, migrations.All[^1].Version)}; or, if it doesn't depend on the order, allow it with --allow-out-of-order.", MigrationErrors.OutOfOrder);
    }

    /// <summary>Finds what was applied after a migration's place. A contract phase follows later expand phases by design.</summary>
    private sealed class AppliedOrder(MigrationJournal journal)
    {
        private readonly JournalEntry? _newest = journal.Entries.LastOrDefault(x => x.IsApplied);
        private readonly JournalEntry? _newestContract = journal.Entries.LastOrDefault(x => x is { IsApplied: true, Phase: MigrationPhase.Contract });

        public JournalEntry? NewerThan(DeclaredMigration migration)
        {
            var newest = migration.Phase == MigrationPhase.Contract ? _newestContract : _newest;
            return newest is not null && newest.Version > migration.Version ? newest : null;
        }
    }
}
