using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Planning;

/// <summary>Recording migrations as applied without running them.</summary>
internal static class MarkSelection
{
    public static StepSelection Baseline(MigrationSet migrations, MigrationJournal journal, MigrationRequest request)
    {
        var to = request.Version ?? migrations.All[^1].Version;
        if (migrations.Find(to) is null)
            return Refused(JournalFindings.UnknownVersion(to, migrations, MigrationJournal.Empty) ?? PlanFinding.Blocker(to, "A baseline needs the version of a migration; 0 is before the first.", MigrationErrors.UnknownVersion));
        if (journal.Entries.FirstOrDefault(x => x.State is not (MigrationState.Baselined or MigrationState.Planned or MigrationState.RolledBack)) is { } run)
            return Refused(PlanFinding.Blocker(run.Version, $"{run.Version} '{run.Name}' has been run here ({run.State}), so this database is migrated already and takes no baseline. Record single migrations with `pipeline migrate mark`.", MigrationErrors.NotApplicable));

        return new StepSelection(
            [.. migrations.All.Where(x => x.Version <= to && !journal.IsApplied(x.Version)).Select(x => new SelectedStep(StepAction.Baseline, x, journal.Find(x.Version)))],
            [.. JournalFindings.Of(migrations, journal)]);
    }

    public static StepSelection Mark(MigrationSet migrations, MigrationJournal journal, MigrationRequest request)
    {
        var version = request.Version ?? 0;
        if (migrations.Find(version) is not { } migration)
            return Refused(PlanFinding.Blocker(version, $"There is no migration {version} in the code. Take one of the versions that `pipeline migrate plan` lists.", MigrationErrors.UnknownVersion));

        var entry = journal.Find(version);
        if (entry is { IsApplied: true })
            return Refused(PlanFinding.Blocker(version, $"{migration} is applied already ({entry.State}, {entry.FinishedAt:u}).", MigrationErrors.NotApplicable));
        if (entry is { IsUnfinished: true })
            return Refused(PlanFinding.Blocker(version, $"{migration} was begun here ({entry.State}), so what is there has to be looked at first: `pipeline migrate repair --to-version {version}`.", MigrationErrors.NotApplicable));

        return new StepSelection([new SelectedStep(StepAction.Mark, migration, entry)], [.. JournalFindings.Of(migrations, journal)]);
    }

    private static StepSelection Refused(PlanFinding finding) => new([], [finding]);
}
