using MongoDB.Driver;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Transactions;
using Pipeline.Migrations.Planning;

namespace Pipeline.Migrations.Running.Steps;

/// <summary>
/// Neighbouring transactional migrations commit together, in their order and with their marks, so that a long row of small ones costs
/// little more than their own requests. A transaction that has taken <see cref="s_longest"/> takes no further one in: it stays far from
/// the server's limits. When it fails nothing of it is there, and each runs in a transaction of its own.
/// </summary>
internal sealed class TransactionGroup(IReadOnlyList<SelectedStep> steps)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    /// <summary>The step that was begun last.</summary>
    public int Reached { get; private set; }

    /// <summary>How many steps from this one on run together; 1 for a step by itself.</summary>
    public static int Length(IReadOnlyList<SelectedStep> steps, int from) =>
        StepGroup.Length(steps, from, x => x is { Action: StepAction.Up, Entry: null, Migration.Kind: MigrationKind.Transactional });

    /// <summary>Carries the steps out.</summary>
    /// <returns>How long each took of those that have committed. The others weren't begun.</returns>
    public Task<IReadOnlyList<TimeSpan>> RunAsync(IMongoDatabase database, TimeProvider time, Action<int> started, Func<IClientSessionHandle, IReadOnlyList<TimeSpan>, Task> writeMarks, CancellationToken cancellationToken) =>
        Transactions.RunAsync<IReadOnlyList<TimeSpan>>(database.Client, async session =>
        {
            var pending = new PendingInserts(database, session);
            var context = new TransactionContext(database, session, pending);
            var first = time.GetTimestamp();
            List<TimeSpan> durations = [];
            for (Reached = 0; ; Reached++)
            {
                started(Reached);
                var began = time.GetTimestamp();
                await ((TransactionalMigration)steps[Reached].Migration!.Instance).UpAsync(context, cancellationToken);
                durations.Add(time.GetElapsedTime(began));
                if (durations.Count == steps.Count || time.GetElapsedTime(first) >= s_longest)
                    break;
            }

            await pending.SendAsync(cancellationToken);
            await writeMarks(session, durations);
            return durations;
        }, cancellationToken);
}
