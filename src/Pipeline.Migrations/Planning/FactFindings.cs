using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Verifying;

namespace Pipeline.Migrations.Planning;

/// <summary>What the database's state means for the steps.</summary>
internal static class FactFindings
{
    public static IEnumerable<PlanFinding> Of(IReadOnlyList<(SelectedStep Step, StepTargets Targets)> steps, DatabaseFacts facts)
    {
        if (facts.Holder is { } holder)
            yield return PlanFinding.Warning(null, $"{facts.Database} is being migrated right now, by {holder}. What that run is in stands here as begun and not ended.", MigrationErrors.LockHeld);

        var running = steps.Where(x => x.Step.Action is StepAction.Up or StepAction.Down).ToList();
        if (running.Count > 0 && !facts.HasRestorePoint)
            yield return PlanFinding.Warning(null, "No restore point is wired, so none is taken before this run. The only way back is the migrations' own way down, or a backup that you have.");

        var needing = running.Where(x => x.Step.Migration?.Kind is MigrationKind.Batch or MigrationKind.Transactional).Select(x => x.Step.Migration!).ToList();
        if (needing.Count > 0 && !facts.HasTransactions)
            yield return PlanFinding.Blocker(needing[0].Version, $"{string.Join(", ", needing)} commit together with their mark in the journal, and the server has no transactions. Run mongod as a replica set; one member will do.", MigrationErrors.NoTransactions);

        var dataMayHaveChanged = false;
        foreach (var (step, targets) in running)
        {
            if (step is { Action: StepAction.Up, Migration: { IrreversibleBecause: { } because } migration })
                yield return PlanFinding.Warning(step.Version, $"{migration} can't be taken back once applied, {DownSelection.Because(because)}.", MigrationErrors.Irreversible);
            foreach (var finding in Collections(step, targets, facts))
                yield return finding;
            foreach (var finding in targets.Schema.OfType<CreateIndex>().SelectMany(x => Index(step, x, facts, dataMayHaveChanged)))
                yield return finding;
            dataMayHaveChanged |= targets.Schema.Count == 0 || targets.Schema.Any(x => x is DropCollection or DropIndex);
        }
    }

    private static IEnumerable<PlanFinding> Collections(SelectedStep step, StepTargets targets, DatabaseFacts facts)
    {
        var dropped = targets.Schema.OfType<DropCollection>().Select(x => x.Collection).ToHashSet();
        foreach (var name in targets.Collections)
        {
            if (facts.Collections.GetValueOrDefault(name) is not { } collection)
                continue;
            if (dropped.Contains(name) && collection.Documents > 0)
                yield return PlanFinding.Warning(step.Version, FormattableString.Invariant($"{step.Migration} drops {name} with about {collection.Documents:N0} documents."));
            else if (collection.Documents >= facts.LargeCollection)
                yield return PlanFinding.Warning(step.Version, FormattableString.Invariant($"{step.Migration} touches {name}, which has about {collection.Documents:N0} documents."));
        }
    }

    private static IEnumerable<PlanFinding> Index(SelectedStep step, CreateIndex operation, DatabaseFacts facts, bool dataMayHaveChanged)
    {
        if (facts.Collections.GetValueOrDefault(operation.Collection)?.Indexes.GetValueOrDefault(operation.Index.Name) is { } existing)
        {
            var differences = IndexComparison.Differences(operation.Index, existing);
            if (differences.Count > 0)
            {
                var message = $"{step.Migration} creates index {operation.Index.Name} on {operation.Collection}, and one of that name is there with another definition: {string.Join("; ", differences)}. Drop that in a migration before, or name the new one differently.";
                yield return dataMayHaveChanged ? PlanFinding.Warning(step.Version, message, MigrationErrors.IndexConflict) : PlanFinding.Blocker(step.Version, message, MigrationErrors.IndexConflict);
            }
        }

        foreach (var duplicates in facts.Duplicates.Where(x => x.Collection == operation.Collection && x.Index == operation.Index.Name))
        {
            var message = $"{step.Migration} builds the unique index {duplicates.Index} on {duplicates.Collection}, and keys occur more than once: {string.Join(", ", duplicates.Examples)}.";
            yield return dataMayHaveChanged
                ? PlanFinding.Warning(step.Version, $"{message} It fails unless a step before it removes them.", MigrationErrors.Duplicates)
                : PlanFinding.Blocker(step.Version, $"{message} Merge or delete them, or do so in a migration before it.", MigrationErrors.Duplicates);
        }
    }
}
