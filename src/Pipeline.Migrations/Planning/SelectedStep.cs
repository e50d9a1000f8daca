using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Planning;

/// <summary>A step before it is described: which migration, and which way.</summary>
/// <param name="Action">Which way.</param>
/// <param name="Migration">The migration in the code; null where only the journal has it.</param>
/// <param name="Entry">What the journal knows of it, or null.</param>
/// <param name="IsResumed">It goes on with what an earlier run began.</param>
internal sealed record SelectedStep(StepAction Action, DeclaredMigration? Migration, JournalEntry? Entry, bool IsResumed = false)
{
    public long Version => Migration?.Version ?? Entry!.Version;
}
