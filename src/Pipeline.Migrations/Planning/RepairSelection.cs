using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Planning;

/// <summary>What is wrong with the journal, what to do about each, and the record of what a person decided.</summary>
internal static class RepairSelection
{
    public static StepSelection Of(MigrationSet migrations, MigrationJournal journal, MigrationRequest request)
    {
        if (request.Decision is { } decision)
            return Decided(migrations, journal, request.Version, decision);

        var findings = JournalFindings.Of(migrations, journal)
            .Concat(journal.Entries.Where(x => x.IsUnfinished && migrations.Find(x.Version) is not null).Select(x => JournalFindings.Unfinished(migrations.Find(x.Version)!, x)))
            .Where(x => request.Version is null || x.Version == request.Version)
            // Nothing runs, so nothing is blocked: these are answers.
            .Select(x => x.Severity == FindingSeverity.Blocker ? x with { Severity = FindingSeverity.Warning } : x)
            .ToList();
        if (findings.Count == 0)
            findings.Add(PlanFinding.Note(request.Version, "Nothing needs repair."));
        return new StepSelection([], findings);
    }

    private static StepSelection Decided(MigrationSet migrations, MigrationJournal journal, long? version, RepairDecision decision)
    {
        if (version is null || journal.Find(version.Value) is not { } entry)
            return new StepSelection([], [PlanFinding.Blocker(version, $"A decision needs a migration that the journal knows, and {(version is null ? "none is named" : $"it doesn't know {version}")}. See `pipeline migrate history`.", MigrationErrors.UnknownVersion)]);

        var migration = migrations.Find(entry.Version);
        var refusal = Refusal(decision, entry, migration);
        List<PlanFinding> findings = refusal is null ? [] : [PlanFinding.Blocker(entry.Version, refusal, MigrationErrors.NotApplicable)];
        if (refusal is null && decision == RepairDecision.NotApplied && entry.State == MigrationState.Applied)
            findings.Add(PlanFinding.Warning(entry.Version, $"{entry.Version} '{entry.Name}' ran to its end. This only changes the record; what it did stays. `pipeline migrate down` takes it back."));
        if (refusal is null && decision == RepairDecision.Applied && entry.Checkpoint is { } checkpoint)
            findings.Add(PlanFinding.Warning(entry.Version, $"{entry.Version} '{entry.Name}' stopped after {checkpoint.Documents} documents. This only changes the record; running it again would do the rest."));
        return new StepSelection([new SelectedStep(StepAction.Repair, migration, entry)], findings);
    }

    private static string? Refusal(RepairDecision decision, JournalEntry entry, DeclaredMigration? migration) => decision switch
    {
        RepairDecision.Applied when !entry.IsUnfinished => $"{entry.Version} '{entry.Name}' isn't unfinished ({entry.State}). One that was never begun is recorded with `pipeline migrate mark`.",
        RepairDecision.NotApplied when entry is { IsApplied: false, IsUnfinished: false } => $"{entry.Version} '{entry.Name}' isn't applied ({entry.State}), so there is nothing to record.",
        RepairDecision.AcceptChecksum when migration is null => $"{entry.Version} '{entry.Name}' isn't in the code, so there is no checksum to accept.",
        RepairDecision.AcceptChecksum when migration.Checksum == entry.Checksum => $"The source of {entry.Version} '{entry.Name}' is the one that ran; there is nothing to accept.",
        RepairDecision.Forget when migration is not null => $"{entry.Version} '{entry.Name}' is in the code ({migration.File}). Only what is gone from the code is forgotten.",
        _ => null,
    };
}
