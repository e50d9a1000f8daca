using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Planning;

namespace Pipeline.Migrations.Running.Steps;

/// <summary>
/// Neighbouring migrations that only create collections and plain indexes don't depend on each other's order, so they are carried out
/// together: the server reads each collection once for all its new indexes, and the journal is written once. Unique indexes, which may
/// fail over the data, run by themselves.
/// </summary>
internal static class IndexGroup
{
    /// <summary>How many steps from this one on run together; 1 for a step by itself.</summary>
    public static int Length(IReadOnlyList<SelectedStep> steps, int from) => StepGroup.Length(steps, from, CanJoin);

    /// <summary>The operations of all, those on one collection side by side.</summary>
    public static IReadOnlyList<SchemaOperation> Operations(IEnumerable<SelectedStep> steps)
    {
        var operations = steps.SelectMany(x => x.Migration!.SchemaOperations(isUp: true)).Distinct().ToList();
        return [.. operations.Where(x => x is CreateCollection), .. operations.Where(x => x is CreateIndex).GroupBy(x => x.Collection).SelectMany(x => x)];
    }

    /// <summary>One that an earlier run began is looked at by itself.</summary>
    private static bool CanJoin(SelectedStep step) =>
        step is { Action: StepAction.Up, Entry: null, Migration.Kind: MigrationKind.Schema }
        && step.Migration.SchemaOperations(isUp: true).All(x => x is CreateIndex { Index.IsUnique: false } or CreateCollection { Options.ElementCount: 0 });
}
