using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Applying.Crashing;
using Pipeline.Kubernetes.Locking;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;
using Pipeline.Kubernetes.RollingBack;
using Pipeline.Kubernetes.Waiting;

namespace Pipeline.Kubernetes.Applying;

/// <summary>One deployment or rollback, from the lock to the record: plan, record, apply, wait, prune, record; back to the last good release when it fails.</summary>
internal sealed class ReleaseRun(RunContext context, string application, string @namespace)
{
    private readonly ReleaseStore _store = new(context.Cluster.Client, application, @namespace);
    private readonly long _started = context.Options.Time.GetTimestamp();

    /// <param name="plan">Makes the plan from the history; it is asked twice when the namespace of the records has to be made first, and then without a check of what was approved.</param>
    /// <param name="cancellationToken">Ends the run; what was begun stays recorded as under way.</param>
    public async Task<DeployOutcome> RunAsync(PlanMaker plan, CancellationToken cancellationToken)
    {
        var isNamespaceMade = await MakeNamespaceAsync(plan, cancellationToken);
        var held = await DeployLock.TakeAsync(context.Cluster.Client, application, @namespace, context.Options, x => context.Report(DeployProgressKind.Waiting, x), cancellationToken);
        try
        {
            context.CrashPoints.Passed(CrashPoint.LockTaken);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, held.Lost);
            var history = await _store.ReadAsync(either.Token);
            return await CarryOutAsync(await plan(history, !isNamespaceMade, either.Token), history, either.Token);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested && held.LostTo is { } other)
        {
            throw new PipelineException(DeployErrors.LockLost, $"The lock of {application} in {@namespace} was lost to {other}; this run stopped at once. See what the other run did, and deploy again.", error);
        }
        finally
        {
            await held.DisposeAsync();
            context.CrashPoints.Passed(CrashPoint.LockReleased);
        }
    }

    /// <summary>Makes the namespace where it isn't there: the lock and the record live in it, and the set may only be bringing it.</summary>
    /// <returns>Whether it had to be made.</returns>
    public async Task<bool> MakeNamespaceAsync(PlanMaker plan, CancellationToken cancellationToken)
    {
        if (await PlannedNamespaces.ExistsAsync(context.Cluster.Client, @namespace, cancellationToken))
            return false;

        var first = await plan(new ReleaseHistory([]), true, cancellationToken);
        RequireNoConflicts(first);
        if (!first.Objects.Any(x => ApplyStages.Of(x.Reference) == ApplyStage.Namespaces && x.Reference.Name == @namespace))
            throw new PipelineException(DeployErrors.NamespaceMissing, $"The namespace {@namespace} doesn't exist, and the set doesn't bring it. Add the Namespace to the manifests, or have it made.");
        await new Applier(context, first).ApplyNamespaceAsync(cancellationToken);
        return true;
    }

    private async Task<DeployOutcome> CarryOutAsync(DeployPlan plan, ReleaseHistory history, CancellationToken cancellationToken)
    {
        foreach (var warning in plan.Warnings)
            context.Warn(warning);
        context.Report(DeployProgressKind.Planned, $"Release {plan.Number} of {application}: {PlanText.Counts(plan)}.");
        RequireNoConflicts(plan);
        var ledger = new ReleaseLedger(context, _store);
        if (!plan.HasChanges && history.Current is { } current && IsRecorded(plan, current.Release))
        {
            await ledger.SettleAsync(current, history, cancellationToken);
            return await ConfirmAsync(plan, current, cancellationToken);
        }

        var record = await ledger.BeginAsync(PlannedRelease.Begin(plan, history, context.Options), cancellationToken);
        var (failure, objects) = await PutInPlaceAsync(plan, cancellationToken);
        if (failure is null)
        {
            var left = await new Pruner(context, plan).PruneAsync(cancellationToken);
            var deployed = await ledger.CompleteAsync(record, [.. plan.Objects.Where(x => x.IsLeftover).Select(x => x.Reference), .. left], cancellationToken);
            return Outcome(DeployResult.Deployed, plan, deployed) with { Objects = objects };
        }

        var failed = await ledger.FailAsync(record, failure.Message, cancellationToken);
        return await GoBackAsync(Outcome(DeployResult.Failed, plan, failed) with { Failure = failure, Objects = objects }, cancellationToken);
    }

    // The set is deployed already; all that remains to be seen is whether it is ready.
    private async Task<DeployOutcome> ConfirmAsync(DeployPlan plan, ReleaseRecord current, CancellationToken cancellationToken)
    {
        var (failure, objects) = await WaitAsync(plan, cancellationToken);
        return Outcome(failure is null ? DeployResult.Unchanged : DeployResult.Failed, plan, current) with { Failure = failure, Objects = objects };
    }

    private async Task<(DeployFailure? Failure, IReadOnlyList<ObjectReadiness> Objects)> PutInPlaceAsync(DeployPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            await new Applier(context, plan).ApplyAsync(cancellationToken);
        }
        catch (PipelineException error) when (error.Code == DeployErrors.ApplyFailed)
        {
            return (new DeployFailure(error.Code, error.Message, []), []);
        }

        return await WaitAsync(plan, cancellationToken);
    }

    private async Task<(DeployFailure? Failure, IReadOnlyList<ObjectReadiness> Objects)> WaitAsync(DeployPlan plan, CancellationToken cancellationToken)
    {
        var wanted = plan.Objects.Where(x => x.Body is not null && x.Action != PlannedAction.Keep).Select(x => (x.Reference, x.Type!)).ToList();
        var result = await new ReadinessWait(context.Cluster, context.Options, Tell).WaitAsync(wanted, plan.Timeout, cancellationToken);
        if (result.End == WaitEnd.Ready)
            return (null, result.Objects);

        var diagnoses = await new DiagnosisReader(context.Cluster.Client, context.Options).ReadAsync(result, cancellationToken);
        var about = string.Join("; ", diagnoses.Select(x => $"{x.Reference}: {x.Readiness.Message}"));
        return (result.End == WaitEnd.Failed
            ? new DeployFailure(DeployErrors.RolloutFailed, about, diagnoses)
            : new DeployFailure(DeployErrors.NotReady, $"not ready after {plan.Timeout.TotalSeconds:0} s: {about}", diagnoses), result.Objects);
    }

    private async Task<DeployOutcome> GoBackAsync(DeployOutcome failed, CancellationToken cancellationToken)
    {
        var history = await _store.ReadAsync(cancellationToken);
        var decision = RollbackDecision.After(failed.Plan, failed.Release, history);
        if (decision.Target is not { } target)
        {
            if (decision.WhyNot is { } reason)
                context.Warn(reason);
            return failed with { Warnings = [.. context.Warnings], Duration = Elapsed };
        }

        context.Report(DeployProgressKind.RollingBack, $"Going back to release {target.Number}.");
        DeployOutcome back;
        try
        {
            var plan = await new Planner(context.Cluster, context.Options).PlanAsync(RollbackInput.Of(target, history, failed.Plan), cancellationToken);
            back = await CarryOutAsync(plan, history, cancellationToken);
        }
        catch (PipelineException error) when (error.Code != DeployErrors.Unreachable && error.Code != DeployErrors.Unauthorized)
        {
            back = Outcome(DeployResult.Failed, failed.Plan, target) with { Failure = new DeployFailure(error.Code, error.Message, []) };
        }

        return failed with
        {
            Result = back.IsSuccess ? DeployResult.RolledBack : DeployResult.RollbackFailed,
            Rollback = back,
            Warnings = [.. context.Warnings],
            Duration = Elapsed,
        };
    }

    private void Tell(ObjectReadiness state) => context.Progress?.Report(new DeployProgress
    {
        Kind = DeployProgressKind.Readiness,
        Reference = state.Reference,
        Readiness = state.Readiness,
        Message = $"{state.Reference}: {state.Readiness.Message}",
    });

    private DeployOutcome Outcome(DeployResult result, DeployPlan plan, ReleaseRecord record) =>
        new() { Result = result, Plan = plan, Release = record.Release, Warnings = [.. context.Warnings], Duration = Elapsed };

    private static bool IsRecorded(DeployPlan plan, Release current) => current.Number == plan.Number && current.SetHash == plan.SetHash
        && (plan.Evidence is null || JsonNode.DeepEquals(plan.Evidence, current.Evidence));

    private TimeSpan Elapsed => context.Options.Time.GetElapsedTime(_started);

    private static void RequireNoConflicts(DeployPlan plan)
    {
        if (plan.ForceConflicts || plan.Conflicts.Count == 0)
            return;
        throw new PipelineException(DeployErrors.Conflicts, $"{plan.Conflicts.Count} field{(plan.Conflicts.Count == 1 ? " belongs" : "s belong")} to other field managers, and nothing was applied:"
            + $"{string.Concat(plan.Conflicts.Select(x => $"{Environment.NewLine}  - {x.Reference} {x.Field} belongs to {x.Manager}"))}{Environment.NewLine}Take the fields out of the manifests, or take them over with --force-conflicts.");
    }
}
