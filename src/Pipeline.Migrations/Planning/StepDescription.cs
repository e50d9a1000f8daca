using Pipeline.Migrations.Authoring.Schemas;

namespace Pipeline.Migrations.Planning;

/// <summary>Makes steps out of a selection: what each does, and what its index builds cost.</summary>
internal static class StepDescription
{
    public static MigrationStep Of(SelectedStep step, StepTargets targets, DatabaseFacts facts) => new()
    {
        Version = step.Version,
        Name = step.Migration?.Name ?? step.Entry!.Name,
        Action = step.Action,
        Phase = step.Migration?.Phase ?? step.Entry!.Phase,
        Kind = step.Migration?.Kind ?? step.Entry!.Kind,
        File = step.Migration?.File ?? step.Entry!.File,
        Checksum = step.Migration?.Checksum ?? step.Entry!.Checksum,
        IsResumed = step.IsResumed,
        Operations = targets.Operations,
        IndexCosts = [.. targets.Schema.OfType<CreateIndex>().Select(x => Cost(x, facts))],
    };

    private static IndexCost Cost(CreateIndex operation, DatabaseFacts facts)
    {
        var collection = facts.Collections.GetValueOrDefault(operation.Collection);
        return new IndexCost(operation.Collection, operation.Index.Name, collection?.Documents ?? 0, collection?.Bytes ?? 0, collection?.Indexes.ContainsKey(operation.Index.Name) ?? false);
    }
}
