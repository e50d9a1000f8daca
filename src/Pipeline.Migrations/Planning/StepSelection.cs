using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Planning;

/// <summary>Which steps a request means, from code and journal alone, and what stands against them.</summary>
internal sealed record StepSelection(IReadOnlyList<SelectedStep> Steps, IReadOnlyList<PlanFinding> Findings)
{
    public static StepSelection Of(MigrationSet migrations, MigrationJournal journal, MigrationRequest request) => request.Kind switch
    {
        RequestKind.Up => UpSelection.Of(migrations, journal, request),
        RequestKind.Down => DownSelection.Of(migrations, journal, request),
        RequestKind.Redo => RedoSelection.Of(migrations, journal, request),
        RequestKind.Baseline => MarkSelection.Baseline(migrations, journal, request),
        RequestKind.Mark => MarkSelection.Mark(migrations, journal, request),
        RequestKind.Repair => RepairSelection.Of(migrations, journal, request),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Kind, "No such request."),
    };
}
