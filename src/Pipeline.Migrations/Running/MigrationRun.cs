using MongoDB.Driver;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Connecting;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Locking;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Running.Crashing;
using Pipeline.Migrations.Running.Steps;

namespace Pipeline.Migrations.Running;

/// <summary>
/// Carries out the steps of a plan under the lock, one after the other, and together what may be (<see cref="IndexGroup"/>,
/// <see cref="TransactionGroup"/>). One request to the journal ends a step and begins the next.
/// </summary>
internal sealed class MigrationRun(IMongoDatabase database, MigratorOptions options, JournalStore journal, MigrationLease lease, ICrashPoints crashPoints)
{
    private static readonly TimeSpan s_longestMark = TimeSpan.FromSeconds(10);

    public required IReadOnlyList<SelectedStep> Steps { get; init; }

    public required RunReport Report { get; init; }

    public required JournalMarks Marks { get; init; }

    /// <summary>The place of each migration that goes up in the order of application; those that keep theirs aren't in it.</summary>
    public required IReadOnlyDictionary<long, long> Places { get; init; }

    public required bool IsRedo { get; init; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<JournalMark> ended = [];
        var aloneBefore = 0;
        for (var i = 0; i < Steps.Count;)
        {
            var indexes = IndexGroup.Length(Steps, i);
            var transactions = i < aloneBefore ? 1 : TransactionGroup.Length(Steps, i);
            await journal.WriteAsync(null, lease.Token, [.. ended, Begin(i, Math.Max(indexes, transactions))], cancellationToken);
            crashPoints.Passed(CrashPoint.Begun);
            ended = [];
            if (transactions > 1)
            {
                var committed = await TransactionsAsync(i, transactions, cancellationToken);
                aloneBefore = committed == 0 ? i + transactions : 0;
                i += committed;
            }
            else
            {
                ended = indexes > 1 ? await IndexesAsync(i, indexes, cancellationToken) : await StepAsync(i, cancellationToken);
                i += indexes;
            }
        }

        await journal.WriteAsync(null, lease.Token, ended, cancellationToken);
        crashPoints.Passed(CrashPoint.Ended);

        JournalMark Begin(int from, int count) => count == 1
            ? Marks.Begin(Steps[from], Places.TryGetValue(Steps[from].Version, out var place) ? place : null, IsRedo)
            : Marks.BeginNew([.. Steps.Skip(from).Take(count)]);
    }

    private async Task<List<JournalMark>> IndexesAsync(int from, int count, CancellationToken cancellationToken)
    {
        var steps = Steps.Skip(from).Take(count).ToList();
        var began = options.Time.GetTimestamp();
        try
        {
            var step = new SchemaStep(database, $"{steps[0].Migration} to {steps[^1].Migration}", crashPoints, x => Report.Step(ProgressKind.StepAdvanced, from, x));
            await step.RunAsync(IndexGroup.Operations(steps), cancellationToken);
        }
        catch (Exception exception) when (exception is MongoCommandException or PipelineException)
        {
            // By themselves it shows which of them fails. What is there already is left out.
            return await OneByOneAsync(from, count, cancellationToken);
        }
        catch (OperationCanceledException exception) when (!lease.Lost.IsCancellationRequested)
        {
            await FailAsync(from, count, options.Time.GetElapsedTime(began), exception);
            throw;
        }

        var duration = options.Time.GetElapsedTime(began);
        for (var i = from; i < from + count; i++)
        {
            ReportStarted(i);
            ReportDone(i, duration);
        }

        return [Marks.EndNew(steps, [.. steps.Select(_ => duration)])];
    }

    /// <returns>How many have committed: none when the transaction failed.</returns>
    private async Task<int> TransactionsAsync(int from, int count, CancellationToken cancellationToken)
    {
        var steps = Steps.Skip(from).Take(count).ToList();
        var group = new TransactionGroup(steps);
        try
        {
            var durations = await group.RunAsync(database, options.Time, x => ReportStarted(from + x), EndAsync, cancellationToken);
            crashPoints.Passed(CrashPoint.TransactionCommitted);
            foreach (var (i, duration) in durations.Index())
                ReportDone(from + i, duration);
            return durations.Count;
        }
        catch (OperationCanceledException exception) when (!lease.Lost.IsCancellationRequested)
        {
            await UnbeginAsync([.. steps.Where((_, i) => i != group.Reached)]);
            await FailAsync(from + group.Reached, 1, TimeSpan.Zero, exception);
            throw;
        }
        catch (Exception exception) when (!lease.Lost.IsCancellationRequested && (exception as PipelineException)?.Code != MigrationErrors.LockLost)
        {
            // By themselves they show which of them fails.
            await UnbeginAsync(steps);
            return 0;
        }

        Task EndAsync(IClientSessionHandle session, IReadOnlyList<TimeSpan> durations) =>
            journal.WriteAsync(session, lease.Token, [Marks.EndNew([.. steps.Take(durations.Count)], durations)], cancellationToken);
    }

    private async Task<List<JournalMark>> OneByOneAsync(int from, int count, CancellationToken cancellationToken)
    {
        for (var i = from; i < from + count; i++)
        {
            try
            {
                await journal.WriteAsync(null, lease.Token, await StepAsync(i, cancellationToken), cancellationToken);
            }
            catch (Exception) when (!lease.Lost.IsCancellationRequested && i + 1 < from + count)
            {
                // Some of their indexes may be there, so they count as begun.
                await FailAsync(i + 1, from + count - i - 1, TimeSpan.Zero, new InvalidOperationException($"It ran together with {Steps[i].Migration}, which failed."));
                throw;
            }
        }

        return [];
    }

    private async Task<List<JournalMark>> StepAsync(int index, CancellationToken cancellationToken)
    {
        var step = Steps[index];
        ReportStarted(index);
        var began = options.Time.GetTimestamp();
        var context = new StepContext
        {
            Database = database,
            Options = options,
            Journal = journal,
            Token = lease.Token,
            Step = step,
            CrashPoints = crashPoints,
            Advanced = (documents, total, message) => Report.Step(ProgressKind.StepAdvanced, index, message, documents: documents, total: total),
            End = End,
        };
        try
        {
            var hasEnded = await StepRunner.RunAsync(context, cancellationToken);
            ReportDone(index, options.Time.GetElapsedTime(began));
            return hasEnded ? [] : [End()];
        }
        catch (Exception exception) when (!lease.Lost.IsCancellationRequested && (exception as PipelineException)?.Code != MigrationErrors.LockLost)
        {
            await FailAsync(index, 1, options.Time.GetElapsedTime(began), exception);
            if (exception is OperationCanceledException or PipelineException || ServerFailures.Find(exception, database) is not null)
                throw;
            throw new PipelineException(MigrationErrors.MigrationFailed, $"{step.Migration!.File} ({step.Migration}) failed {Verb(step)}: {exception.Message.TrimEnd('.')}. {Next(step)}", exception);
        }

        // A redo's way down leaves the claim to its way up.
        JournalMark End() => Marks.End(step, options.Time.GetElapsedTime(began), keepsClaim: IsRedo && step.Action == StepAction.Down);
    }

    private void ReportStarted(int index) => Report.Step(ProgressKind.StepStarted, index, $"{Verb(Steps[index])} {Steps[index].Migration}");

    private void ReportDone(int index, TimeSpan duration) =>
        Report.Step(ProgressKind.StepDone, index, $"{Steps[index].Migration} {(Steps[index].Action == StepAction.Up ? "applied" : "taken back")}", duration);

    /// <summary>Steps that were marked as begun, and of which nothing is there.</summary>
    private Task UnbeginAsync(List<SelectedStep> steps) => MarkAsync(steps.Count == 0 ? [] : [JournalMarks.Unbegin(steps)], CrashPoint.Unbegun);

    private async Task FailAsync(int from, int count, TimeSpan duration, Exception exception)
    {
        var message = exception is OperationCanceledException ? "The run was cancelled." : exception.Message;
        for (var i = from; i < from + count; i++)
            Report.Step(ProgressKind.StepFailed, i, message, duration);
        await MarkAsync([.. Steps.Skip(from).Take(count).Select(x => Marks.Fail(x, duration, message))], CrashPoint.Failed);
    }

    private async Task MarkAsync(IReadOnlyList<JournalMark> marks, CrashPoint crashPoint)
    {
        // The caller's token may be what ended the step, and the mark is to be written all the same.
        using var timeout = new CancellationTokenSource(s_longestMark, options.Time);
        try
        {
            await journal.WriteAsync(null, lease.Token, marks, timeout.Token);
            crashPoints.Passed(crashPoint);
        }
        catch (Exception unmarked) when (unmarked is MongoException or TimeoutException or OperationCanceledException or PipelineException)
        {
            // The journal says "running", then, which the next run reads in the same way.
        }
    }

    private static string Next(SelectedStep step) => step.Migration!.Kind switch
    {
        MigrationKind.Schema => "Correct the cause and run again: what is there is left out.",
        MigrationKind.Batch => "Correct the cause and run again: it goes on after the last batch.",
        MigrationKind.Transactional => "Nothing of it is there. Correct the cause and run again.",
        _ => $"Part of it may be there. See `pipeline migrate repair --to-version {step.Version}`.",
    };

    private static string Verb(SelectedStep step) => (step.Action, step.IsResumed) switch
    {
        (StepAction.Up, false) => "applying",
        (StepAction.Up, true) => "going on with",
        (_, false) => "taking back",
        _ => "going on to take back",
    };
}
