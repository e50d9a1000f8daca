using MongoDB.Driver;
using Pipeline.Errors;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Locking;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Restoring;
using Pipeline.Migrations.Running.Crashing;
using Pipeline.Migrations.Running.Steps;
using Pipeline.Migrations.Sources;
using Pipeline.Migrations.Surveying;

namespace Pipeline.Migrations.Running;

/// <summary>From a request to its outcome. What can be refused is refused before anything is written, the lock included.</summary>
internal sealed class MigrationRunner(IMongoDatabase database, MigrationSet migrations, MigratorOptions options, ICrashPoints crashPoints)
{
    private readonly JournalStore _journal = new(database, options);
    private readonly MigrationLock _lock = new(database, options);
    private readonly DatabaseSurvey _survey = new(database, options);

    public async Task<MigrationPlan> PlanAsync(MigrationRequest request, CancellationToken cancellationToken) => (await LookAsync(request, cancellationToken)).Plan;

    public async Task<MigrationOutcome> RunAsync(MigrationRequest request, MigrationPlan? approved, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        var began = options.Time.GetTimestamp();
        var before = await LookAsync(request, cancellationToken);
        if (before.Holder is null)
        {
            RefuseOutdated(approved, before.Plan);
            RefuseBlocked(before.Plan);
            if (before.Plan.IsEmpty)
                return new MigrationOutcome(before.Plan, options.Time.GetElapsedTime(began), null);
        }

        var report = new RunReport(progress, before.Plan.Steps);
        await using var lease = await _lock.TakeAsync(x => report.Whole(ProgressKind.Waiting, $"waiting for {x}, who migrates {database.DatabaseNamespace.DatabaseName}"), cancellationToken);
        crashPoints.Passed(CrashPoint.LockTaken);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
        try
        {
            var locked = await LookLockedAsync(request, before, lease, either.Token);
            RefuseOutdated(approved, locked.Plan);
            RefuseBlocked(locked.Plan);
            var restorePoint = locked.Plan.IsEmpty ? null : await RunLockedAsync(locked, lease, progress, either.Token);
            return new MigrationOutcome(locked.Plan, options.Time.GetElapsedTime(began), restorePoint);
        }
        catch (Exception exception) when (lease.Lost.IsCancellationRequested && exception is not PipelineException)
        {
            throw MigrationLease.LostError(exception);
        }
    }

    private async Task<RestorePoint?> RunLockedAsync(Look look, MigrationLease lease, IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        var steps = look.Draft.Steps.Select(x => x.Step).ToList();
        var report = new RunReport(progress, look.Plan.Steps);
        var sequence = look.Journal.Entries.Select(x => x.Sequence).DefaultIfEmpty().Max() + 1;
        if (look.Journal.Entries.Count == 0)
        {
            await _journal.CreateAsync(cancellationToken);
            crashPoints.Passed(CrashPoint.JournalCreated);
        }

        if (look.Plan.Request.Kind is RequestKind.Baseline or RequestKind.Mark or RequestKind.Repair)
        {
            await RecordAsync(look, lease, sequence, cancellationToken);
            crashPoints.Passed(CrashPoint.Recorded);
            return null;
        }

        var restorePoint = await TakeRestorePointAsync(look.Plan, report, cancellationToken);
        var marks = new JournalMarks(lease.Token, options, restorePoint?.Id);
        var isRedo = look.Plan.Request.Kind == RequestKind.Redo;
        // What goes on, and what is only done again, keeps its place.
        var places = steps.Where(x => x is { Action: StepAction.Up, IsResumed: false } && !isRedo).Select((x, i) => (x.Version, Place: sequence + i)).ToDictionary(x => x.Version, x => x.Place);
        await CommitAsync(look, lease, ClaimAsync, cancellationToken);
        crashPoints.Passed(CrashPoint.Claimed);
        try
        {
            await new MigrationRun(database, options, _journal, lease, crashPoints)
            {
                Steps = steps,
                Report = report,
                Marks = marks,
                Places = places,
                IsRedo = isRedo,
            }.RunAsync(cancellationToken);
        }
        catch (Exception) when (!lease.Lost.IsCancellationRequested)
        {
            await ReleaseAsync(lease.Token);
            throw;
        }

        return restorePoint;

        async Task ClaimAsync(IClientSessionHandle? session)
        {
            await _journal.InsertAsync(session, [.. steps.Where(x => x.Entry is null).Select(x => marks.Claimed(x, places[x.Version]))], cancellationToken);
            await _journal.WriteUnclaimedAsync(session, [.. steps.Where(x => x.Entry is not null).DistinctBy(x => x.Version).Select(marks.Claim)], cancellationToken);
        }
    }

    private Task RecordAsync(Look look, MigrationLease lease, long sequence, CancellationToken cancellationToken)
    {
        var marks = new JournalMarks(lease.Token, options, null);
        return CommitAsync(look, lease, async session =>
        {
            foreach (var step in look.Draft.Steps.Select(x => x.Step).Where(x => x.Action == StepAction.Repair))
            {
                if (look.Plan.Request.Decision == RepairDecision.Forget)
                    await _journal.ForgetAsync(session, step.Version, cancellationToken);
                else
                    await _journal.WriteUnclaimedAsync(session, [marks.Repair(step, look.Plan.Request.Decision!.Value)], cancellationToken);
            }

            await _journal.WriteUnclaimedAsync(session, [.. look.Draft.Steps.Where(x => x.Step.Action != StepAction.Repair).Select((x, i) => marks.Record(x.Step, sequence + i))], cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Writes the journal while the lock is held for certain: in a transaction with it, where the server has any.</summary>
    private async Task CommitAsync(Look look, MigrationLease lease, Func<IClientSessionHandle?, Task> write, CancellationToken cancellationToken)
    {
        if (look.Facts.HasTransactions)
            await Transactions.RunAsync(database.Client, async session => await WriteAsync(session), cancellationToken);
        else
            await WriteAsync(null);

        async Task<bool> WriteAsync(IClientSessionHandle? session)
        {
            await lease.TouchAsync(session, cancellationToken);
            await write(session);
            return true;
        }
    }

    private async Task<RestorePoint?> TakeRestorePointAsync(MigrationPlan plan, RunReport report, CancellationToken cancellationToken)
    {
        if (options.RestorePoint is not { } source)
            return null;
        try
        {
            var request = new RestorePointRequest(plan.Database, $"before {plan.Request.Kind.ToString().ToLowerInvariant()} of {plan.Steps.Count} migrations", [.. plan.Steps.Select(x => x.Version).Distinct()]);
            var point = await source.TakeAsync(request, cancellationToken);
            report.Whole(ProgressKind.RestorePoint, point is null ? "no restore point is needed here, says the one that is wired" : $"restore point {point.Id}: {point.Description}");
            crashPoints.Passed(CrashPoint.RestorePointTaken);
            return point;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new PipelineException(MigrationErrors.RestorePointFailed, $"No restore point could be taken of {plan.Database}, so nothing was run: {exception.Message}", exception);
        }
    }

    private async Task ReleaseAsync(long token)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10), options.Time);
        try
        {
            await _journal.ReleaseAsync(token, timeout.Token);
            crashPoints.Passed(CrashPoint.Released);
        }
        catch (Exception exception) when (exception is MongoException or TimeoutException or OperationCanceledException)
        {
            // The next run sees the claims and takes them away.
        }
    }

    private async Task<Look> LookAsync(MigrationRequest request, CancellationToken cancellationToken)
    {
        // Of a long history the sources take about as long as the journal. A source that can't be read is reported by the draft.
        var sources = Task.Run(() => migrations.All.Sum(x => x.Checksum.Length), cancellationToken);
        var holder = await _lock.ReadHolderAsync(cancellationToken);
        var journal = await _journal.ReadAsync(withHistory: false, cancellationToken);
        await ((Task)sources).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var draft = PlanDraft.Of(migrations, journal, request);
        var facts = await _survey.ReadAsync([.. draft.Steps.Select(x => x.Targets)], holder, cancellationToken);
        return new Look(journal, draft, facts, draft.Complete(facts), holder);
    }

    private async Task<Look> LookLockedAsync(MigrationRequest request, Look before, MigrationLease lease, CancellationToken cancellationToken)
    {
        if (lease.TookOver || before.Journal.Entries.Any(x => x.IsClaimed))
        {
            await _journal.RemoveFencesBeforeAsync(lease.Token, cancellationToken);
            crashPoints.Passed(CrashPoint.FencesRemoved);
        }

        var journal = await _journal.ReadAsync(withHistory: false, cancellationToken);
        var draft = PlanDraft.Of(migrations, journal, request);
        var isSame = before.Holder is null && draft.StateHash == before.Draft.StateHash;
        var facts = isSame ? before.Facts : await _survey.ReadAsync([.. draft.Steps.Select(x => x.Targets)], null, cancellationToken);
        return new Look(journal, draft, facts, draft.Complete(facts), null);
    }

    private void RefuseOutdated(MigrationPlan? approved, MigrationPlan present)
    {
        if (approved is null)
            return;
        if (approved.Database != database.DatabaseNamespace.DatabaseName)
            throw new PipelineException(MigrationErrors.PlanOutdated, $"The plan is for database {approved.Database}, and this is {database.DatabaseNamespace.DatabaseName}. Plan for this one.") { ExitCode = 2 };
        if (approved.StateHash != present.StateHash)
            throw new PipelineException(MigrationErrors.PlanOutdated, $"{present.Database} or the migrations changed since the plan was made: it was at {approved.CurrentVersion} with {approved.AppliedCount} applied and is at {present.CurrentVersion} with {present.AppliedCount} applied. Nothing was changed. Plan again and look at it.");
    }

    private static void RefuseBlocked(MigrationPlan plan)
    {
        var blockers = plan.Findings.Where(x => x.Severity == FindingSeverity.Blocker).ToList();
        if (blockers.Count > 0)
            throw new PipelineException(blockers[0].Code!, string.Join(Environment.NewLine, blockers.Select(x => x.Message).Append("Nothing was changed.")));
    }

    private sealed record Look(MigrationJournal Journal, PlanDraft Draft, DatabaseFacts Facts, MigrationPlan Plan, LockHolder? Holder);
}
