using Pipeline.Kubernetes.Applying.Crashing;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.Applying;

/// <summary>Writes what becomes of a release, in an order that tells the truth wherever a run is killed.</summary>
internal sealed class ReleaseLedger(RunContext context, ReleaseStore store)
{
    public async Task<ReleaseRecord> BeginAsync(ReleaseRecord record, CancellationToken cancellationToken)
    {
        var begun = await store.WriteAsync(record, cancellationToken);
        context.CrashPoints.Passed(CrashPoint.RecordBegun);
        context.Report(DeployProgressKind.Recorded, $"Release {record.Number} of {record.Release.Application} is under way.");
        return begun;
    }

    /// <summary>The new release first, then the one that it takes the place of: in between both are deployed, and the later one counts.</summary>
    public async Task<ReleaseRecord> CompleteAsync(ReleaseRecord record, IReadOnlyList<ObjectReference> leftovers, CancellationToken cancellationToken)
    {
        var deployed = await StateAsync(record with { Leftovers = leftovers }, ReleaseState.Deployed, record.Release.Reason, CrashPoint.RecordDeployed, cancellationToken);
        context.Report(DeployProgressKind.Recorded, $"Release {record.Number} of {record.Release.Application} is deployed.");
        await SettleAsync(deployed, await store.ReadAsync(cancellationToken), cancellationToken);
        return deployed;
    }

    public async Task<ReleaseRecord> FailAsync(ReleaseRecord record, string reason, CancellationToken cancellationToken)
    {
        var failed = await StateAsync(record, ReleaseState.Failed, reason, CrashPoint.RecordFailed, cancellationToken);
        context.Report(DeployProgressKind.Failed, $"Release {record.Number} of {record.Release.Application} failed: {reason}");
        return failed;
    }

    /// <summary>Finishes what a killed run, or this one, left to be said about other releases.</summary>
    public async Task SettleAsync(ReleaseRecord current, ReleaseHistory history, CancellationToken cancellationToken)
    {
        foreach (var other in history.Records.Where(x => x.Number != current.Number))
        {
            var (state, reason) = other.Release.State switch
            {
                ReleaseState.Pending => (ReleaseState.Failed, $"its run ended without a result; release {current.Number} took over"),
                ReleaseState.Superseded when history.IsUnsettled(other) => (ReleaseState.Superseded, $"release {current.Number} took its place"),
                ReleaseState.RolledBack when history.IsUnsettled(other) => (ReleaseState.RolledBack, $"taken back for release {current.Number}"),
                _ => (other.Release.State, null),
            };
            if (reason is not null)
                await StateAsync(other, state, reason, CrashPoint.RecordSettled, cancellationToken);
        }

        var kept = history.LastGoodBut(current.Number)?.Number;
        foreach (var old in history.Records.Skip(context.Options.HistoryLimit).Where(x => x.Number != current.Number && x.Number != kept))
        {
            await store.DeleteAsync(old.Number, cancellationToken);
            context.CrashPoints.Passed(CrashPoint.RecordDropped);
        }
    }

    private async Task<ReleaseRecord> StateAsync(ReleaseRecord record, ReleaseState state, string? reason, CrashPoint point, CancellationToken cancellationToken)
    {
        var now = context.Options.Time.GetUtcNow();
        var release = record.Release with { State = state, Reason = reason, ChangedAt = now, DeployedAt = state == ReleaseState.Deployed ? now : record.Release.DeployedAt };
        var written = await store.WriteAsync(record with { Release = release }, cancellationToken);
        context.CrashPoints.Passed(point);
        return written;
    }
}
