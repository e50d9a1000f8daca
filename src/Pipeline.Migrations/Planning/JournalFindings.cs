using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Planning;

/// <summary>Where journal and code disagree.</summary>
internal static class JournalFindings
{
    /// <summary>Edited after being applied, and missing from the code.</summary>
    public static IEnumerable<PlanFinding> Of(MigrationSet migrations, MigrationJournal journal)
    {
        foreach (var entry in journal.Entries.Where(x => x.IsApplied || x.IsUnfinished))
        {
            if (migrations.Find(entry.Version) is not { } migration)
                yield return PlanFinding.Warning(entry.Version, $"{entry.Version} '{entry.Name}' ({entry.File}) is applied here and missing from the code. Use the code that has it, or restore the file.", MigrationErrors.MissingFromCode);
            else if (entry.Checksum.Length > 0 && entry.Checksum != migration.Checksum)
                yield return Edited(entry, migration);
        }
    }

    /// <summary>A version that neither code nor journal knows.</summary>
    public static PlanFinding? UnknownVersion(long version, MigrationSet migrations, MigrationJournal journal)
    {
        if (version == 0 || migrations.Find(version) is not null || journal.Find(version) is not null)
            return null;
        var near = migrations.All.OrderBy(x => Math.Abs(x.Version - version)).Take(3).OrderBy(x => x.Version);
        return PlanFinding.Blocker(version, $"There is no migration {version}. Near it: {string.Join(", ", near)}; 0 is before the first.", MigrationErrors.UnknownVersion);
    }

    /// <summary>Begun by a run that didn't end it, and what the next run in the same direction does about it.</summary>
    public static PlanFinding Unfinished(DeclaredMigration migration, JournalEntry entry)
    {
        var isUp = entry.State is MigrationState.Running or MigrationState.Failed;
        var way = isUp ? "applying" : "taking back";
        var what = entry.State is MigrationState.Running or MigrationState.RollingBack
            ? $"A run by {entry.StartedBy} on {entry.Host} (process {entry.ProcessId}, {entry.StartedAt:u}) ended while {way} {migration}"
            : $"A run by {entry.StartedBy} on {entry.Host} ({entry.StartedAt:u}) failed {way} {migration}: {entry.Error?.TrimEnd('.')}";
        return migration.Kind switch
        {
            MigrationKind.Custom => PlanFinding.Blocker(
                entry.Version,
                $"{what}. It isn't repeated by itself. Check: {((CustomMigration)migration.Instance).WhatToCheck.TrimEnd('.')}. Then say what you found: `pipeline migrate repair --to-version {entry.Version} --decision applied` or `--decision not-applied`.",
                MigrationErrors.Interrupted),
            MigrationKind.Batch => PlanFinding.Note(entry.Version, $"{what}. Its {entry.Checkpoint?.Documents ?? 0} finished documents stay; the next run goes on after them."),
            MigrationKind.Transactional => PlanFinding.Note(entry.Version, $"{what}. Its transaction didn't commit, so nothing of it is there; the next run does it whole."),
            _ => PlanFinding.Note(entry.Version, $"{what}. The next run goes through its operations again and leaves out what is there."),
        };
    }

    /// <summary>Half way in the other direction.</summary>
    public static PlanFinding TurnsRound(JournalEntry entry, string finish) => PlanFinding.Blocker(
        entry.Version,
        $"{entry.Version} '{entry.Name}' stands half way the other way ({entry.State}, {entry.StartedAt:u}). Finish that first: `pipeline migrate {finish}`, or see `pipeline migrate repair --to-version {entry.Version}`.",
        MigrationErrors.Unfinished);

    private static PlanFinding Edited(JournalEntry entry, DeclaredMigration migration) => entry.IsApplied
        ? PlanFinding.Blocker(entry.Version, $"{migration.File} ({migration}) was edited after it was applied ({entry.FinishedAt:u}). Restore it and put the change into a new migration; if the change has no effect, accept it: `pipeline migrate repair --to-version {entry.Version} --decision accept-checksum`.", MigrationErrors.Edited)
        : PlanFinding.Warning(entry.Version, $"{migration.File} ({migration}) was edited since a run began it.{(entry.Checkpoint is { Documents: > 0 } done ? $" {done.Documents} documents were done by the earlier source." : "")}", MigrationErrors.Edited);
}
