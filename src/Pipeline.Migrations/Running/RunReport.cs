using Pipeline.Migrations.Planning;

namespace Pipeline.Migrations.Running;

/// <summary>Tells a run's progress.</summary>
internal sealed class RunReport(IProgress<MigrationProgress>? progress, IReadOnlyList<MigrationStep> steps)
{
    public void Whole(ProgressKind kind, string message) => progress?.Report(new MigrationProgress { Kind = kind, Count = steps.Count, Message = message });

    public void Step(ProgressKind kind, int index, string message, TimeSpan? duration = null, long documents = 0, long? total = null) => progress?.Report(new MigrationProgress
    {
        Kind = kind,
        Step = steps[index],
        Index = index,
        Count = steps.Count,
        Documents = documents,
        Total = total,
        Duration = duration,
        Message = message,
    });
}
