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
/// Carries out the steps of a plan under the lock, one after the other, and together what may be (<see cref="IndexGroup"/>). One request
/// to the journal ends a step and begins the next.
/// </summary>
internal sealed class MigrationRun(IMongoDatabase database, MigratorOptions options, JournalStore journal, MigrationLease lease, ICrashPoints crashPoints)
{
    private static readonly TimeSpan s_longestMark = TimeSpan.FromSeconds(10);

    public required IReadOnlyList<SelectedStep> Steps { get; init; }

    public required RunReport Report { get; init; }

    public required JournalMarks Marks { get; init; }

    /// <summary>The first number that the journal hasn't given yet.</summary>
    public required long NextSequence { get; init; }

    public required bool IsRedo { get; init; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<JournalMark> ended = [];
        var sequence = NextSequence;
        for (var i = 0; i < Steps.Count;)
        {
            var together = IndexGroup.Length(Steps, i);
            await journal.WriteAsync(null, lease.Token, [.. ended, .. Steps.Skip(i).Take(together).Select(Begin)], cancellationToken);
            crashPoints.Passed(CrashPoint.Begun);
            ended = together == 1 ? await StepAsync(i, cancellationToken) : await GroupAsync(i, together, cancellationToken);
            i += together;
        }

        await journal.WriteAsync(null, lease.Token, ended, cancellationToken);
        crashPoints.Passed(CrashPoint.Ended);

        // What goes on, and what is only done again, keeps its place.
        JournalMark Begin(SelectedStep step) => Marks.Begin(step, step is { Action: StepAction.Up, IsResumed: false } && !IsRedo ? sequence++ : null, IsRedo);
    }

    private async Task<List<JournalMark>> GroupAsync(int from, int count, CancellationToken cancellationToken)
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
            Report.Step(ProgressKind.StepStarted, i, $"{Verb(Steps[i])} {Steps[i].Migration}");
            Report.Step(ProgressKind.StepDone, i, $"{Steps[i].Migration} applied", duration);
        }

        return [.. steps.Select(x => Marks.End(x, duration, keepsClaim: false))];
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
        Report.Step(ProgressKind.StepStarted, index, $"{Verb(step)} {step.Migration}");
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
            Report.Step(ProgressKind.StepDone, index, $"{step.Migration} {(step.Action == StepAction.Up ? "applied" : "taken back")}", options.Time.GetElapsedTime(began));
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

    private async Task FailAsync(int from, int count, TimeSpan duration, Exception exception)
    {
        var message = exception is OperationCanceledException ? "The run was cancelled." : exception.Message;
        for (var i = from; i < from + count; i++)
            Report.Step(ProgressKind.StepFailed, i, message, duration);
        // The caller's token may be what ended the step, and the mark is to be written all the same.
        using var timeout = new CancellationTokenSource(s_longestMark, options.Time);
        try
        {
            await journal.WriteAsync(null, lease.Token, [.. Steps.Skip(from).Take(count).Select(x => Marks.Fail(x, duration, message))], timeout.Token);
            crashPoints.Passed(CrashPoint.Failed);
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
