using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Planning;

/// <summary>A plan before the facts of the database are known: it says which of them are needed.</summary>
internal sealed record PlanDraft
{
    private readonly IReadOnlyList<PlanFinding> _findings;
    private readonly MigrationRequest _request;
    private readonly MigrationJournal _journal;

    private PlanDraft(MigrationSet migrations, MigrationJournal journal, MigrationRequest request)
    {
        var selection = StepSelection.Of(migrations, journal, request);
        _findings = selection.Findings;
        _request = request;
        _journal = journal;
        Steps = [.. selection.Steps.Select(x => (x, StepTargets.Of(x, request.Decision)))];
        StateHash = Planning.StateHash.Of(migrations, journal, request);
    }

    /// <summary>The steps, with what each would touch.</summary>
    public IReadOnlyList<(SelectedStep Step, StepTargets Targets)> Steps { get; }

    /// <summary>Fingerprint of what it was made from.</summary>
    public string StateHash { get; }

    public static PlanDraft Of(MigrationSet migrations, MigrationJournal journal, MigrationRequest request) => new(migrations, journal, request);

    public MigrationPlan Complete(DatabaseFacts facts) => new()
    {
        Database = facts.Database,
        Request = _request,
        Steps = [.. Steps.Select(x => StepDescription.Of(x.Step, x.Targets, facts))],
        Findings = [.. _findings.Concat(FactFindings.Of(Steps, facts)).OrderByDescending(x => x.Severity)],
        CurrentVersion = _journal.Entries.LastOrDefault(x => x.IsApplied)?.Version ?? 0,
        AppliedCount = _journal.Entries.Count(x => x.IsApplied),
        StateHash = StateHash,
    };
}
