using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Running.Crashing;

namespace Pipeline.Migrations.Running.Steps;

/// <summary>Carries out a step, as its kind demands.</summary>
internal static class StepRunner
{
    /// <returns>Whether the step has already written its end into the journal.</returns>
    public static async Task<bool> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        switch (context.Migration.Instance)
        {
            case SchemaMigration:
                await new SchemaStep(context.Database, context.Migration.ToString(), context.CrashPoints, x => context.Advanced(0, null, x)).RunAsync(context.Migration.SchemaOperations(context.IsUp), cancellationToken);
                return false;
            case BatchMigration:
                await new BatchStep(context).RunAsync(cancellationToken);
                return false;
            case TransactionalMigration migration:
                await TransactionalStep.RunAsync(migration, context, cancellationToken);
                return true;
            case CustomMigration migration:
                await (context.IsUp ? migration.UpAsync(context.Database, cancellationToken) : migration.DownAsync(context.Database, cancellationToken));
                context.CrashPoints.Passed(CrashPoint.CustomDone);
                return false;
            case var other:
                throw new InvalidOperationException($"No kind of migration: {other.GetType()}.");
        }
    }
}
