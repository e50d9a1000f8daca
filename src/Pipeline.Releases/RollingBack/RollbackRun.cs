using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Recording;
using Pipeline.Kubernetes.RollingBack;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.RollingBack;

/// <summary>
/// Goes back to an earlier release, schema included: down where the release needs that and the migrations allow it, else the schema stays, or a
/// person must decide, and then nothing is changed. One that was killed is finished by running it again.
/// </summary>
/// <param name="parts">What it works with; <see cref="PromotionParts.Request"/> isn't asked.</param>
/// <param name="journal">The journal of promotions: an unfinished one is ended by going back.</param>
/// <param name="environment">The environment.</param>
/// <param name="time">The clock.</param>
public sealed class RollbackRun(PromotionParts parts, IPromotionJournal journal, string environment, TimeProvider time)
{
    private const string NoteName = "rollback";

    /// <summary>Says what going back would do.</summary>
    /// <param name="to">The release; null for the last good one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PipelineException">PIPE4123: there is no such release.</exception>
    public Task<RollbackPlan> PlanAsync(int? to, CancellationToken cancellationToken) => PlanAsync(Request(to), cancellationToken);

    private async Task<RollbackPlan> PlanAsync(RollbackRequest request, CancellationToken cancellationToken)
    {
        var deployment = await parts.Deployer.PlanRollbackAsync(request, cancellationToken);
        if (parts.Database is not { } database)
            return new RollbackPlan { Environment = environment, Deployment = deployment };
        var earlier = (await parts.Deployer.HistoryAsync(parts.Application, parts.Namespace, cancellationToken)).First(x => x.Number == deployment.Number);
        var (choice, downTo) = await SchemaReturn.ChooseAsync(database, earlier, null, cancellationToken);
        return new RollbackPlan { Environment = environment, Deployment = deployment, Schema = choice, DownTo = downTo };
    }

    /// <summary>Goes back.</summary>
    /// <param name="to">The release; null for the last good one.</param>
    /// <param name="approvedHash">The hash that was approved; null where nobody was asked.</param>
    /// <param name="startedBy">Who goes back.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How it ended, and what the smoke test found. One that failed changes nothing more: where to go from there is a person's decision.</returns>
    /// <exception cref="PipelineException">PIPE9703: the world moved since the plan was approved. PIPE9708: a person must decide about the schema; nothing was changed.
    /// PIPE9707: the schema couldn't be taken down.</exception>
    public async Task<RollbackOutcome> RunAsync(int? to, string? approvedHash, string startedBy, CancellationToken cancellationToken)
    {
        var hold = await journal.HoldAsync(cancellationToken);
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, hold.Lost);
            var (note, begun) = await BegunAsync(either.Token);
            var isGoingOn = begun is { HasEnded: false } && (to is null || begun.To == to);
            // Found out before the schema is touched.
            var plan = await PlanAsync(Request(isGoingOn ? begun!.To : to) with { MustBeTried = true }, either.Token);
            if (approvedHash is not null && !(isGoingOn && Planning.PlanApproval.IsOf(begun!.Hash, approvedHash)))
                Planning.PlanApproval.Require(plan, approvedHash);
            if (plan.Schema is { Fate: SchemaFate.AskPerson } open)
                throw new PipelineException(ReleaseErrors.PersonNeeded, $"Going back to release {plan.Deployment.Number} isn't possible by itself, and nothing was changed. {open.Reason}");

            note = await NoteAsync(note, new RollbackNote(isGoingOn ? begun!.Hash : plan.Hash, plan.Deployment.Number, HasEnded: false), either.Token);
            if (plan.DownTo is { } version && await parts.Database!.TakeDownAsync(version, either.Token) is { } failure)
                throw new PipelineException(ReleaseErrors.PromotionFailed, $"The schema couldn't be taken down to {version}: {failure} Release {plan.Deployment.CurrentNumber} stays deployed. Correct what stands in the way, and go back again.");
            var outcome = await parts.Deployer.RollbackAsync(Request(plan.Deployment.Number), parts.Progress, either.Token);
            if (!outcome.IsSuccess)
                return new RollbackOutcome(outcome, null);

            var smokeTest = parts.SmokeTest is { } test ? await test(either.Token) : null;
            await ReleaseEvidence.AddAsync(parts.Deployer, parts.Application, parts.Namespace, outcome.Release.Number, smokeTest is null ? [] : [smokeTest], either.Token);
            await EndPromotionAsync(startedBy, outcome.Release.Number, either.Token);
            await NoteAsync(note, new RollbackNote(plan.Hash, plan.Deployment.Number, HasEnded: true), either.Token);
            return new RollbackOutcome(outcome, smokeTest);
        }
        finally
        {
            await hold.DisposeAsync();
        }
    }

    // A promotion that was interrupted has been decided about by going back.
    private async Task EndPromotionAsync(string startedBy, int number, CancellationToken cancellationToken)
    {
        if (await journal.ReadAsync(cancellationToken) is { HasEnded: false } open)
            await journal.WriteAsync(open with { Stage = PromotionStage.RolledBack, Failure = open.Failure ?? $"{startedBy} went back to release {number}", ChangedAt = time.GetUtcNow() }, cancellationToken);
    }

    private async Task<(ReleaseNote? Note, RollbackNote? Begun)> BegunAsync(CancellationToken cancellationToken)
    {
        var note = await parts.Deployer.ReadNoteAsync(parts.Application, parts.Namespace, NoteName, cancellationToken);
        return (note, note?.Content.Deserialize<RollbackNote>(EvidenceJson.Options));
    }

    private Task<ReleaseNote> NoteAsync(ReleaseNote? before, RollbackNote content, CancellationToken cancellationToken) => parts.Deployer.WriteNoteAsync(
        parts.Application,
        parts.Namespace,
        new ReleaseNote(NoteName, (JsonObject)JsonSerializer.SerializeToNode(content, EvidenceJson.Options)!, before?.Version),
        cancellationToken);

    private RollbackRequest Request(int? to) => new() { Application = parts.Application, Namespace = parts.Namespace, To = to };

    private sealed record RollbackNote(string Hash, int To, bool HasEnded);
}
