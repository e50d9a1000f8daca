using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Journaling;

namespace Pipeline.Migrations.Planning;

/// <summary>What a step would touch, as far as it is declared.</summary>
internal sealed record StepTargets
{
    private static readonly StepTargets s_none = new();

    /// <summary>A line for each operation.</summary>
    public IReadOnlyList<string> Operations { get; init; } = [];

    /// <summary>Operations on the schema.</summary>
    public IReadOnlyList<SchemaOperation> Schema { get; init; } = [];

    /// <summary>Collections whose documents are read or written.</summary>
    public IReadOnlyList<string> Collections { get; init; } = [];

    public static StepTargets Of(SelectedStep step, RepairDecision? decision)
    {
        if (step.Action is StepAction.Baseline or StepAction.Mark)
            return s_none with { Operations = ["record as applied, without running it"] };
        if (step.Action == StepAction.Repair)
            return s_none with { Operations = [Describe(decision, step.Entry)] };
        if (step.Migration is not { } migration || (step.Action == StepAction.Down && migration.IrreversibleBecause is not null))
            return s_none;

        switch (migration.Instance)
        {
            case SchemaMigration:
                var schema = migration.SchemaOperations(step.Action == StepAction.Up);
                return new StepTargets
                {
                    Operations = [.. schema.Select(x => x.ToString())],
                    Schema = schema,
                    Collections = [.. schema.Where(x => x is CreateIndex or SetValidator { Validator: not null } or DropCollection).Select(x => x.Collection).Distinct()],
                };
            case BatchMigration:
                var changes = migration.BatchChanges(step.Action == StepAction.Up);
                return new StepTargets { Operations = [.. changes.Select(x => x.ToString())], Collections = [.. changes.Select(x => x.Collection).Distinct()] };
            case TransactionalMigration transactional:
                return Code("in one transaction", transactional.Collections);
            case var custom:
                return Code("custom", ((CustomMigration)custom).Collections);
        }
    }

    private static StepTargets Code(string what, IReadOnlyList<string> collections) =>
        new() { Operations = [$"run its code, {what}{(collections.Count == 0 ? "" : $", on {string.Join(", ", collections)}")}"], Collections = collections };

    private static string Describe(RepairDecision? decision, JournalEntry? entry) => decision switch
    {
        RepairDecision.Applied => entry?.State is MigrationState.RollingBack or MigrationState.RollbackFailed ? "record as applied: taking it back had no effect" : "record as applied",
        RepairDecision.NotApplied => "record as not applied",
        RepairDecision.AcceptChecksum => "record the checksum of the present source",
        _ => "take it out of the journal",
    };
}
