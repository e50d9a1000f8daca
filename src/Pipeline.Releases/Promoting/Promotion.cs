using Pipeline.Errors;
using Pipeline.Kubernetes.Applying;
using Pipeline.Releases.Planning;
using Pipeline.Releases.Promoting.Crashing;
using Pipeline.Releases.Proving;
using Kinds = Pipeline.Releases.Proving.Evidence;

namespace Pipeline.Releases.Promoting;

/// <summary>
/// Promotes one release into one environment: migrates, deploys, tests, watches, records; and takes it back when a step fails. What was done
/// is noted after each step, so that a promotion that was killed anywhere is finished by running it again: promoted or rolled back, never between.
/// </summary>
public sealed class Promotion
{
    private readonly IPromotionJournal journal;
    private readonly IPromotionTarget target;
    private readonly IProgress<PromotionProgress>? progress;
    private readonly IPromotionCrashPoints crashPoints;
    private readonly List<EvidenceRecord> evidence = [];

    /// <summary>A promotion in the environment of a journal and a target.</summary>
    public Promotion(IPromotionJournal journal, IPromotionTarget target, IProgress<PromotionProgress>? progress = null)
        : this(journal, target, progress, NoCrash.Instance)
    {
    }

    internal Promotion(IPromotionJournal journal, IPromotionTarget target, IProgress<PromotionProgress>? progress, IPromotionCrashPoints crashPoints)
    {
        this.journal = journal;
        this.target = target;
        this.progress = progress;
        this.crashPoints = crashPoints;
    }

    /// <summary>Carries out what was approved, or finishes what was begun.</summary>
    /// <exception cref="PipelineException">PIPE9702: the policy isn't met. PIPE9703: the world moved since the plan was approved. PIPE9706: another promotion isn't finished.
    /// Nothing was changed then.</exception>
    public async Task<PromotionOutcome> RunAsync(PromotionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var hold = await journal.HoldAsync(cancellationToken);
        try
        {
            crashPoints.Passed(PromotionCrashPoint.LockTaken);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, hold.Lost);
            var noted = await journal.ReadAsync(either.Token);
            var isSame = noted is not null && noted.Number == request.Number && PlanApproval.IsOf(noted.PlanHash, request.PlanHash);
            if (isSame && await StillStandsAsync(noted!, either.Token))
                return new PromotionOutcome { State = noted!, WasEnded = true };
            if (noted is { HasEnded: false } && !isSame)
                throw Unfinished(noted, request);

            var isResumed = noted is { HasEnded: false };
            var state = isResumed ? Resumed(noted!) : await BeginAsync(request, either.Token);
            state = await CarryOutAsync(state, request.Time, either.Token);
            return new PromotionOutcome { State = state, IsResumed = isResumed, Evidence = [.. evidence] };
        }
        finally
        {
            await hold.DisposeAsync();
            crashPoints.Passed(PromotionCrashPoint.LockReleased);
        }
    }

    // What was promoted and taken back since isn't promoted any more: that its plan was approved once doesn't bring it back.
    private async Task<bool> StillStandsAsync(PromotionState noted, CancellationToken cancellationToken) =>
        noted.Stage == PromotionStage.RolledBack || noted.Stage == PromotionStage.Promoted && await target.CurrentAsync(cancellationToken) == noted.Number;

    private async Task<PromotionState> BeginAsync(PromotionRequest request, CancellationToken cancellationToken)
    {
        var plan = await request.Plan(cancellationToken);
        PlanApproval.Require(plan, request.PlanHash, request.Approved);
        plan.Policy.Require();
        var now = request.Time.GetUtcNow();
        var state = new PromotionState
        {
            Number = request.Number,
            PlanHash = plan.Hash,
            Environment = plan.Environment,
            Policy = plan.Policy.Policy,
            IsHotfix = plan.Policy.IsHotfix,
            AllowsNoSmokeTest = plan.Policy.AllowsNoSmokeTest,
            Stage = PromotionStage.Approved,
            EarlierNumber = plan.CurrentNumber == request.Number ? null : plan.CurrentNumber,
            Migrations = plan.Migrations is { } planned ? new ApprovedMigrations(planned.PlanHash, planned.CurrentVersion, planned.Steps.Select(x => x.Version).Append(planned.CurrentVersion).Max()) : null,
            StartedBy = request.StartedBy,
            StartedAt = now,
            ChangedAt = now,
            FreezeOverride = plan.FreezeOverride,
        };
        return await NoteAsync(state, request.Time, PromotionCrashPoint.ApprovalNoted, $"Release {state.Number} is being promoted, by the plan {state.PlanHash}.", cancellationToken);
    }

    private PromotionState Resumed(PromotionState noted)
    {
        progress?.Report(new PromotionProgress(noted.Stage, $"The promotion of release {noted.Number}, begun {noted.StartedAt:u} by {noted.StartedBy}, was interrupted; it goes on where it was."));
        return noted.Stage switch
        {
            // A person who runs it again after NeedsPerson has decided: what can be done is looked at anew.
            PromotionStage.NeedsPerson => noted with { Stage = PromotionStage.EarlierIsBack },
            // What a killed run had found out is found out again: the record must not say less than was proved.
            PromotionStage.Verified => noted with { Stage = PromotionStage.Deployed },
            _ => noted,
        };
    }

    private async Task<PromotionState> CarryOutAsync(PromotionState state, TimeProvider time, CancellationToken cancellationToken)
    {
        while (state is { HasEnded: false } and not { Stage: PromotionStage.NeedsPerson })
        {
            state = state.Stage switch
            {
                PromotionStage.Approved => await MigrateAsync(state, time, cancellationToken),
                PromotionStage.Migrated => await DeployAsync(state, time, cancellationToken),
                PromotionStage.Deployed => await VerifyAsync(state, time, cancellationToken),
                PromotionStage.Verified => await FinishAsync(state, time, cancellationToken),
                PromotionStage.GoingBack => await GoBackAsync(state, time, cancellationToken),
                _ => await SettleSchemaAsync(state, time, cancellationToken),
            };
        }

        return state;
    }

    private async Task<PromotionState> MigrateAsync(PromotionState state, TimeProvider time, CancellationToken cancellationToken)
    {
        if (state.Migrations is { } approved)
        {
            if (await target.MigrateAsync(approved, cancellationToken) is { } failure)
                return await FailAsync(state, failure, time, cancellationToken);
            crashPoints.Passed(PromotionCrashPoint.SchemaMigrated);
        }

        return await NoteAsync(state with { Stage = PromotionStage.Migrated }, time, PromotionCrashPoint.MigrationNoted, state.Migrations is null ? "The environment has no database to migrate." : "The database is migrated.", cancellationToken);
    }

    private async Task<PromotionState> DeployAsync(PromotionState state, TimeProvider time, CancellationToken cancellationToken)
    {
        var outcome = await target.DeployAsync(state.Number, cancellationToken);
        crashPoints.Passed(PromotionCrashPoint.ReleaseDeployed);
        // The note is the next promotion's some day; the release's record stays, also where it failed.
        await target.RecordAsync(state.Number, [PromotionRecord.Of(state).ToEvidence(state.Environment, time.GetUtcNow())], cancellationToken);
        crashPoints.Passed(PromotionCrashPoint.OriginRecorded);
        return outcome.IsSuccess
            ? await NoteAsync(state with { Stage = PromotionStage.Deployed }, time, PromotionCrashPoint.DeploymentNoted, $"Release {state.Number} is deployed and ready.", cancellationToken)
            : await FailAsync(state, outcome.Failure?.Message ?? $"release {state.Number} didn't become ready", time, cancellationToken);
    }

    private async Task<PromotionState> VerifyAsync(PromotionState state, TimeProvider time, CancellationToken cancellationToken)
    {
        var tested = Found(await target.SmokeTestAsync(state.Number, cancellationToken));
        var isUntested = tested is null or { Result: EvidenceResult.NotDone };
        if (isUntested && !state.AllowsNoSmokeTest)
            return await FailAsync(state, $"{Kinds.SmokeTest.Name} was not done: {tested?.Reason ?? "nothing is wired that could"}", time, cancellationToken);
        if (Failure(tested) is { } broken)
            return await FailAsync(state, broken, time, cancellationToken);
        if (Failure(Found(await target.WatchAsync(state.Number, cancellationToken))) is { } unhealthy)
            return await FailAsync(state, unhealthy, time, cancellationToken);

        crashPoints.Passed(PromotionCrashPoint.ReleaseVerified);
        return await NoteAsync(state with { Stage = PromotionStage.Verified }, time, PromotionCrashPoint.VerificationNoted, isUntested ? $"Release {state.Number} is ready; whether it works, nobody asked." : $"Release {state.Number} works.", cancellationToken);

        EvidenceRecord? Found(EvidenceRecord? found)
        {
            if (found is not null)
                evidence.Add(found);
            return found;
        }

        static string? Failure(EvidenceRecord? found) => found is { Result: EvidenceResult.Failed } ? $"{found.Kind} failed: {found.Reason ?? "no reason was given"}" : null;
    }

    private async Task<PromotionState> FinishAsync(PromotionState state, TimeProvider time, CancellationToken cancellationToken)
    {
        await target.RecordAsync(state.Number, evidence, cancellationToken);
        crashPoints.Passed(PromotionCrashPoint.EvidenceRecorded);
        return await NoteAsync(state with { Stage = PromotionStage.Promoted }, time, PromotionCrashPoint.PromotionNoted, $"Release {state.Number} is promoted.", cancellationToken);
    }

    private Task<PromotionState> FailAsync(PromotionState state, string failure, TimeProvider time, CancellationToken cancellationToken) =>
        NoteAsync(state with { Stage = PromotionStage.GoingBack, Failure = failure }, time, PromotionCrashPoint.FailureNoted, $"It failed: {failure}", cancellationToken);

    private async Task<PromotionState> GoBackAsync(PromotionState state, TimeProvider time, CancellationToken cancellationToken)
    {
        if (state.EarlierNumber is { } earlier)
        {
            DeployOutcome outcome = await target.GoBackAsync(earlier, cancellationToken);
            crashPoints.Passed(PromotionCrashPoint.EarlierPutBack);
            if (!outcome.IsSuccess)
                throw new PipelineException(ReleaseErrors.PromotionFailed, $"Release {state.Number} failed ({state.Failure}), and release {earlier} couldn't be put back: {outcome.Failure?.Message} The environment is in between. Correct what stands in the way, and run this again: it goes on with going back.");
        }

        return await NoteAsync(state with { Stage = PromotionStage.EarlierIsBack }, time, PromotionCrashPoint.ReturnNoted, state.EarlierNumber is { } back ? $"Release {back} is back." : "There was no earlier release to go back to.", cancellationToken);
    }

    private async Task<PromotionState> SettleSchemaAsync(PromotionState state, TimeProvider time, CancellationToken cancellationToken)
    {
        var choice = state is { Migrations.From: var before, EarlierNumber: { } earlier }
            ? await target.ChooseSchemaAsync(before, earlier, cancellationToken)
            : new SchemaChoice(SchemaFate.Keep, "There is no earlier release that could need another schema.");
        if (choice.Fate == SchemaFate.TakeDown)
        {
            if (await target.TakeSchemaDownAsync(state.Migrations!.From, cancellationToken) is { } failure)
                choice = new SchemaChoice(SchemaFate.AskPerson, $"The migrations couldn't be taken back: {failure}");
            else
                crashPoints.Passed(PromotionCrashPoint.SchemaTakenDown);
        }

        var fate = choice.Fate switch
        {
            SchemaFate.TakeDown => $"The schema is back at version {state.Migrations!.From}. {choice.Reason}",
            SchemaFate.AskPerson => $"The schema stays as it is, and a person must decide. {choice.Reason}",
            SchemaFate.Keep => $"The schema stays. {choice.Reason}",
            _ => choice.Reason,
        };
        var stage = choice.Fate == SchemaFate.AskPerson ? PromotionStage.NeedsPerson : PromotionStage.RolledBack;
        return await NoteAsync(state with { Stage = stage, SchemaFate = fate }, time, PromotionCrashPoint.RollbackNoted, fate, cancellationToken);
    }

    private async Task<PromotionState> NoteAsync(PromotionState state, TimeProvider time, PromotionCrashPoint point, string message, CancellationToken cancellationToken)
    {
        var noted = state with { ChangedAt = time.GetUtcNow() };
        await journal.WriteAsync(noted, cancellationToken);
        crashPoints.Passed(point);
        progress?.Report(new PromotionProgress(noted.Stage, message));
        return noted;
    }

    private static PipelineException Unfinished(PromotionState noted, PromotionRequest request) => new(
        ReleaseErrors.UnfinishedPromotion,
        $"The promotion of release {noted.Number} (plan {noted.PlanHash}, begun {noted.StartedAt:u} by {noted.StartedBy}) isn't finished: it is at '{noted.Stage}'. Run ./build.sh Promote --release {noted.Number} --plan-hash {noted.PlanHash} again, then ask for release {request.Number}.") { ExitCode = 2 };
}
