using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Transactions;
using Pipeline.Migrations.Running.Crashing;

namespace Pipeline.Migrations.Running.Steps;

/// <summary>A migration's change and the mark that it ended, in one transaction.</summary>
internal static class TransactionalStep
{
    public static async Task RunAsync(TransactionalMigration migration, StepContext context, CancellationToken cancellationToken)
    {
        await Transactions.RunAsync(context.Database.Client, async session =>
        {
            var transaction = new TransactionContext(context.Database, session);
            await (context.IsUp ? migration.UpAsync(transaction, cancellationToken) : migration.DownAsync(transaction, cancellationToken));
            await context.Journal.WriteAsync(session, context.Token, [context.End()], cancellationToken);
            return true;
        }, cancellationToken);
        context.CrashPoints.Passed(CrashPoint.TransactionCommitted);
    }
}
