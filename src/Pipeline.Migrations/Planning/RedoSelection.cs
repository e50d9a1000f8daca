using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Planning;

/// <summary>The newest migration, down and up again.</summary>
internal static class RedoSelection
{
    public static StepSelection Of(MigrationSet migrations, MigrationJournal journal, MigrationRequest request)
    {
        var findings = new List<PlanFinding>(JournalFindings.Of(migrations, journal));
        var newest = journal.Entries.Where(x => x.IsApplied).OrderBy(x => x.Sequence).ThenBy(x => x.Version).LastOrDefault();
        // A redo that was killed after the way down goes on with the way up.
        var begun = journal.Entries.FirstOrDefault(x => x is { IsRedo: true, IsApplied: false } && (request.Version ?? x.Version) == x.Version);
        if (begun is not null && migrations.Find(begun.Version) is { } again)
        {
            if (begun.IsUnfinished)
                findings.Add(JournalFindings.Unfinished(again, begun));
            return new StepSelection([new SelectedStep(StepAction.Up, again, begun, IsResumed: true)], findings);
        }

        var version = request.Version ?? newest?.Version;
        if (newest is null || version != newest.Version)
        {
            var message = newest is null
                ? "No migration is applied, so there is none to do again. Run `pipeline migrate up`."
                : $"Only the newest applied migration can be done again, and that is {newest.Version} '{newest.Name}', not {version}. Go down to before {version}, then up.";
            findings.Add(PlanFinding.Blocker(version, message, MigrationErrors.NotApplicable));
            return new StepSelection([], findings);
        }

        var migration = migrations.Find(newest.Version);
        findings.AddRange(DownSelection.Obstacles(newest, migration));
        return new StepSelection(
            [new SelectedStep(StepAction.Down, migration, newest, newest.IsUnfinished), new SelectedStep(StepAction.Up, migration, newest)],
            findings);
    }
}
