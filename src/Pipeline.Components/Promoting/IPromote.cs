using System.Globalization;
using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Deploying;
using Pipeline.Components.Environments;
using Pipeline.Components.Migrations;
using Pipeline.Components.Releases;
using Pipeline.Components.SmokeTesting;
using Pipeline.Components.Targets;
using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using Pipeline.Migrations.Authoring;
using Pipeline.Releases;
using Pipeline.Releases.Finishing;
using Pipeline.Releases.Notifying;
using Pipeline.Releases.Planning;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.Proving;
using Serilog;
using Kinds = Pipeline.Releases.Proving.Evidence;

namespace Pipeline.Components.Promoting;

/// <summary>
/// Promotes releases from one environment to the next, by a plan whose hash was approved; finishes what releases left in the schema. In a
/// rehearsal, from its staging to its production.
/// </summary>
public interface IPromote : ISmokeTest
{
    /// <summary>Which environment feeds which, and what a release must have shown: <c>PromotionPolicy.From("staging").To("production").After(TimeSpan.FromHours(1))</c>.</summary>
    PromotionPolicy Policy { get; }

    /// <summary>The policy of a hotfix (<c>--hotfix</c>). Default: no soak and no freeze, but tests and smoke test, and signatures where the policy asks for them.</summary>
    PromotionPolicy HotfixPolicy => Policy.AsHotfix(TimeSpan.Zero, [Kinds.Tests, Kinds.SmokeTest, .. Policy.Asks(Kinds.Signature) ? new[] { Kinds.Signature } : []]);

    /// <summary>The policy of a rehearsal. Default: the policy without soak, freeze and approvals, in which what a laptop can't do may be "not done".</summary>
    PromotionPolicy RehearsalPolicy => Policy.AsRehearsal();

    /// <summary>The release.</summary>
    [CommandLineParameter("Number of the release to promote. In a rehearsal, the one that is deployed in its staging.", Name = "release")]
    int? ReleaseNumber => TryGetValue<int?>(() => ReleaseNumber);

    /// <summary>Whether it is a hotfix.</summary>
    [CommandLineParameter("The release is a hotfix: the shorter policy for those holds, and is shown.")]
    bool Hotfix => TryGetValue<bool?>(() => Hotfix) ?? false;

    /// <summary>Whether a freeze is overridden.</summary>
    [CommandLineParameter("Promotes although changes are frozen. Needs --reason; both are recorded.")]
    bool OverrideFreeze => TryGetValue<bool?>(() => OverrideFreeze) ?? false;

    /// <summary>Whether the policy is passed by.</summary>
    [CommandLineParameter("Deploys to the environment that promotions feed, or migrates its database, without one. Needs --reason; both stay on record.")]
    bool BypassPromotion => TryGetValue<bool?>(() => BypassPromotion) ?? false;

    /// <summary>Why.</summary>
    [CommandLineParameter("Why a freeze is overridden, or a promotion bypassed.")]
    string? Reason => TryGetValue(() => Reason);

    /// <summary>The policy that a promotion is held against.</summary>
    internal sealed PromotionPolicy AppliedPolicy => IsRehearsal ? RehearsalPolicy : Hotfix ? HotfixPolicy : Policy;

    /// <summary>How a command names what the plan was made under, without which another plan would be carried out.</summary>
    private string PolicyText => $"{(Hotfix ? " --hotfix" : "")}{(OverrideFreeze ? $" --override-freeze --reason \"{Reason}\"" : "")}";

    /// <summary>Where <see cref="PlanRelease"/> saves its plan.</summary>
    AbsolutePath ReleasePlanFile => ArtifactsDirectory / "release" / $"plan.{Environment}.json";

    /// <summary>Plans.</summary>
    Target PlanRelease => _ => (IsRehearsal ? _.DependsOn(SmokeTest) : _)
        .Description("Shows on one page what promoting a release would do, with a hash for approval. Changes nothing.")
        .Requires(() => PromotionCheck.IsFed(this))
        .Requires(() => EnvironmentCheck.CanTell(this))
        .Requires(() => EnvironmentCheck.HasMetrics(this))
        .TryDependsOn<IMigrateDatabase>(x => x.PublishMigrations)
        .Produces(ReleasePlanFile)
        .Executes(async cancellationToken =>
        {
            using var session = await PromotionSession.OpenAsync(this, cancellationToken);
            var plan = await session.PlanAsync(isCarriedOut: false, cancellationToken);
            ReleasePlanFile.Parent.CreateDirectory();
            await File.WriteAllTextAsync(ReleasePlanFile!, Pipeline.Releases.Planning.ReleasePlanFile.Write(plan), cancellationToken);
            var page = ReleasePlanPage.Markdown(plan);
            await new PlanPages(this, "release").WriteAsync(page, plan.Hash, cancellationToken);
            PlanSummary.Show(plan);
            ReportSummary(x =>
            {
                x["Release"] = plan.Number.ToString(CultureInfo.InvariantCulture);
                x["Policy"] = plan.Policy.IsMet ? "met" : "not met";
                x["Plan"] = plan.Hash[..19];
                return x;
            });
            Log.Information("Next: ./build.sh Promote{Environment:l} --release {Number}{Policy:l} --plan-hash {Hash:l}", CommandText, plan.Number, PolicyText, plan.Hash);
            await new DeployReport(this).TellAsync(ReleaseEventKind.Planned, plan.Number, $"Plan {plan.Hash}", cancellationToken);
        });

    /// <summary>Promotes.</summary>
    Target Promote => _ => (IsRehearsal ? _.DependsOn(PlanRelease) : _)
        .Description("Promotes a release by its plan's hash: migrates, deploys, tests, watches, records; takes it back when something fails.")
        .Requires(() => PromotionCheck.IsFed(this))
        .Requires(() => EnvironmentCheck.CanTell(this))
        .Requires(() => EnvironmentCheck.HasMetrics(this))
        .Requires(() => PromotionCheck.IsApproved(this))
        .TryDependsOn<IMigrateDatabase>(x => x.PublishMigrations)
        .After(PlanRelease)
        .Executes(async cancellationToken =>
        {
            using var session = await PromotionSession.OpenAsync(this, cancellationToken);
            var outcome = await session.PromoteAsync(PlanHash, cancellationToken);
            await session.ReportAsync(outcome, cancellationToken);
        });

    /// <summary>Runs what a release left for later.</summary>
    Target FinishRelease => _ => _
        .Description("Runs the contract phase of the migrations, once no release that one may go back to needs the old schema.")
        .Requires(() => EnvironmentCheck.HasCluster(this))
        .Requires(() => EnvironmentCheck.HasDatabase(this))
        .TryDependsOn<IMigrateDatabase>(x => x.PublishMigrations)
        .After(Deploy, Promote)
        .Executes(async cancellationToken =>
        {
            var stage = new StageDelivery(this, Stage.Of(this));
            var (deployer, target) = await stage.ConnectAsync(cancellationToken);
            using var open = deployer;
            var database = await stage.DatabaseAsync(async (name, token) => OpsImage.OfLatest(await deployer.HistoryAsync(Application, target.Namespace, token), name), cancellationToken)
                ?? throw new PipelineException(ComponentErrors.EnvironmentIncomplete, "This build has no migrations (IMigrateDatabase), so there is nothing to finish.") { ExitCode = 2 };
            await using var hold = await deployer.HoldAsync(Application, target.Namespace, "promotion", x => Log.Information("{Message:l}", x), cancellationToken);
            var pending = await database.PlanAsync(MigrationPhase.Contract, cancellationToken);
            if (pending.IsEmpty)
            {
                Log.Information("Nothing to finish: no migration of the contract phase is pending");
                return;
            }

            var history = await deployer.HistoryAsync(Application, target.Namespace, cancellationToken);
            var verdicts = new Dictionary<int, (bool Can, string Why)>();
            foreach (var release in history.Where(x => x.DeployedAt is not null))
                verdicts[release.Number] = await RunsAfterAsync(release);
            FinishCheck.Require(history, IsRehearsal ? TimeSpan.Zero : Policy.ReturnTime, x => verdicts[x.Number], DateTimeOffset.UtcNow);
            if (await database.RunAsync(pending, cancellationToken) is { } failure)
                throw new PipelineException(ReleaseErrors.PromotionFailed, $"The contract phase failed: {failure} Run FinishRelease again when that is mended: it goes on where it was.");
            Log.Information("The contract phase is done: {Migrations:l}", string.Join(", ", pending.Steps.Select(x => $"{x.Version} {x.Name}")));

            async Task<(bool, string)> RunsAfterAsync(Release release)
            {
                if (BuildFacts.Of(release).ApplicationVersion is not { } version)
                    return (false, "its record doesn't say which version of the application it has");
                var verdict = await database.FitAfterAsync(MigrationPhase.Contract, version, cancellationToken);
                return (verdict.IsSupported, verdict.Reason);
            }
        });
}
